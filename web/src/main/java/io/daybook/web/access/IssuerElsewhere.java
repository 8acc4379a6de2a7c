package io.daybook.web.access;

import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Reads the tokens of an issuer elsewhere. It is asked when the first token comes, so that we start
 * without it: for its metadata (OpenID Connect Discovery 1.0, RFC 8414), and for its keys, which
 * are remembered, and asked for again when a token names one that is not known. Nobody can make us
 * ask more often than twice in {@value #ASK_AGAIN_MILLIS} ms; while it is away its known keys hold.
 */
final class IssuerElsewhere implements JwtDecoder {
  private static final int PATIENCE_MILLIS = 2_000;
  private static final int LONGEST_ANSWER = 512 * 1024;
  private static final long ASK_AGAIN_MILLIS = 1_000;
  private static final long KEYS_LIVE_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final long LONGEST_OUTAGE_MILLIS = Duration.ofHours(4).toMillis();

  private final DefaultResourceRetriever web =
      new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LONGEST_ANSWER);
  private final String issuer;
  private final AuthProperties properties;
  private volatile @Nullable JwtDecoder known;
  private volatile long failedAt;

  IssuerElsewhere(String issuer, AuthProperties properties) {
    this.issuer = issuer;
    this.properties = properties;
    this.failedAt = System.nanoTime() - Duration.ofMillis(2 * ASK_AGAIN_MILLIS).toNanos();
  }

  @Override
  public Jwt decode(String token) {
    var reader = known;
    return (reader == null ? find() : reader).decode(token);
  }

  private synchronized JwtDecoder find() {
    var reader = known;
    if (reader != null) {
      return reader;
    }
    if (System.nanoTime() - failedAt < Duration.ofMillis(ASK_AGAIN_MILLIS).toNanos()) {
      throw new JwtException(issuer + " could not be asked a moment ago");
    }
    try {
      reader = readerOf(keysOf(issuer));
      known = reader;
      return reader;
    } catch (IOException | ParseException | IllegalArgumentException failure) {
      failedAt = System.nanoTime();
      throw new JwtException(issuer + " does not say where its keys are", failure);
    }
  }

  private JwtDecoder readerOf(URL keys) {
    var source =
        JWKSourceBuilder.<SecurityContext>create(keys, web)
            .retrying(true)
            .rateLimited(ASK_AGAIN_MILLIS)
            .cache(KEYS_LIVE_MILLIS, 2L * PATIENCE_MILLIS)
            .refreshAheadCache(false)
            .outageTolerant(LONGEST_OUTAGE_MILLIS)
            .build();
    return TokenReader.of(source, issuer, properties);
  }

  /** {@code jwks_uri} of the metadata, if they are indeed this issuer's. */
  private URL keysOf(String name) throws IOException, ParseException {
    IOException failure = new IOException("no metadata");
    for (var address : metadataOf(URI.create(name))) {
      try {
        var metadata = JSONObjectUtils.parse(web.retrieveResource(address.toURL()).getContent());
        if (!name.equals(JSONObjectUtils.getString(metadata, "issuer"))) {
          throw new ParseException(address + " is the metadata of another issuer", 0);
        }
        return JSONObjectUtils.getURI(metadata, "jwks_uri").toURL();
      } catch (IOException absent) {
        failure = absent;
      }
    }
    throw failure;
  }

  private static List<URI> metadataOf(URI name) {
    var path = name.getPath() == null ? "" : name.getPath().replaceAll("/$", "");
    return List.of(
        name.resolve(path + "/.well-known/openid-configuration"),
        name.resolve("/.well-known/oauth-authorization-server" + path));
  }
}
