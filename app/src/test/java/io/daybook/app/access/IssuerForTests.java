package io.daybook.app.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The issuer whose tokens every platform of the tests believes: in this JVM, with its metadata and
 * keys over HTTP, so that platforms in other processes believe it too.
 */
public final class IssuerForTests {
  private static final IssuerForTests SHARED = new IssuerForTests();
  private static final Set<Role> STAFF =
      EnumSet.complementOf(EnumSet.of(Role.AUDITOR, Role.CUSTOMER));

  private static final Duration LIFE = Duration.ofHours(12);

  private final HttpServer server;
  private final Map<String, String> made = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile RSAKey key = newKey();

  IssuerForTests() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    answer(
        "/.well-known/openid-configuration",
        () ->
            JsonMapper.shared()
                .writeValueAsString(
                    Map.of(
                        "issuer",
                        url(),
                        "jwks_uri",
                        url() + "/keys",
                        "authorization_endpoint",
                        url() + "/authorize",
                        "token_endpoint",
                        url() + "/token",
                        "response_types_supported",
                        List.of("code"),
                        "subject_types_supported",
                        List.of("public"),
                        "id_token_signing_alg_values_supported",
                        List.of("RS256"))));
    answer(
        "/keys",
        () -> {
          asked.incrementAndGet();
          return new JWKSet(key).toString(true);
        });
    server.createContext("/token", new CodesForTests(this::signed));
    server.start();
  }

  /** Where it is. */
  public static String address() {
    return SHARED.url();
  }

  /**
   * The header {@code Authorization} of somebody who has these roles; if none is named, of somebody
   * who may do everything but audit, because what an auditor looks at is noted in the log.
   */
  public static String bearer(String subject, Role... roles) {
    return "Bearer " + token(subject, roles);
  }

  /** Of an auditor for what is for auditors alone, and of somebody else for all else. */
  public static String bearerFor(String path, String body) {
    return path.contains("/log/verification") || body.contains("auditLog")
        ? bearer("auditor", Role.AUDITOR)
        : bearer("tester");
  }

  /** The same without the scheme. */
  public static String token(String subject, Role... roles) {
    var all = roles.length == 0 ? STAFF : Set.of(roles);
    var scopes = all.stream().sorted().map(Role::scope).collect(Collectors.joining(" "));
    return SHARED.made.computeIfAbsent(
        subject + " " + scopes,
        _ -> SHARED.signed(claims -> claims.subject(subject).claim("scope", scopes)));
  }

  /** The header of somebody whose token is good for so long, and no longer. */
  public static String bearerFor(Duration life, String subject, Role role) {
    return "Bearer "
        + SHARED.signed(
            claims ->
                claims
                    .subject(subject)
                    .claim("scope", role.scope())
                    .expirationTime(Date.from(Instant.now().plus(life))));
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  RSAKey key() {
    return key;
  }

  /** From now on there is another key, and the former is not known any more. */
  void rotate() {
    key = newKey();
  }

  int timesAsked() {
    return asked.get();
  }

  void stop() {
    server.stop(0);
  }

  /** Claims that are all right, but for what is changed in them. */
  JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(url())
            .audience(List.of("daybook"))
            .subject("somebody")
            .claim("client_id", "tests")
            .claim("scope", "operator")
            .issueTime(new Date())
            .expirationTime(Date.from(Instant.now().plus(LIFE)));
    change.accept(claims);
    return claims.build();
  }

  String signed(Consumer<JWTClaimsSet.Builder> change) {
    var signing = key;
    try {
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256)
                  .type(new JOSEObjectType("at+jwt"))
                  .keyID(signing.getKeyID())
                  .build(),
              claims(change));
      token.sign(new RSASSASigner(signing));
      return token.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private interface Text {
    String get();
  }

  private void answer(String path, Text text) {
    server.createContext(
        path,
        exchange -> {
          var body = text.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
