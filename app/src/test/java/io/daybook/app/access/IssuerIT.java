package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.daybook.app.Daybook;
import io.daybook.app.console.Visitor;
import io.daybook.eventstore.testing.KillablePostgres;
import io.daybook.eventstore.testing.PostgresForTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A platform that believes an issuer in another process: Spring Authorization Server, as {@code
 * daybook auth} runs it. What it signs is believed, and nothing that only looks like it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuerIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path directory;

  private final int platformPort = KillablePostgres.freePort();
  private IssuerProcess issuer;
  private String forBrowsers;
  private ConfigurableApplicationContext platform;

  @BeforeAll
  void start() throws IOException {
    issuer = new IssuerProcess(directory, platformPort);
    forBrowsers = "http://127.0.0.1:" + issuer.port;
    var database = PostgresForTests.newDatabase();
    platform =
        new SpringApplicationBuilder(Daybook.class)
            .run(
                "--daybook.roles=projection,console",
                "--server.port=" + platformPort,
                "--daybook.console.client-id=console",
                "--daybook.console.client-secret=" + IssuerProcess.SECRET,
                "--daybook.console.authorization-uri=" + forBrowsers + "/oauth2/authorize",
                "--daybook.database=external",
                "--daybook.demo=false",
                "--daybook.auth.issuer=" + issuer.name,
                "--daybook.auth.clock-skew=0s",
                "--spring.datasource.hikari.maximum-pool-size=10",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password());
    PostgresForTests.closeFirst(platform);
  }

  @AfterAll
  void stop() {
    platform.close();
    issuer.close();
  }

  @Test
  void its_tokens_are_believed_by_what_it_says_of_itself() throws Exception {
    assertThat(ask(issuer.token("operator"))).isEqualTo(200);
    assertThat(ask(issuer.token("clerk"))).isEqualTo(403);
    assertThat(ask(issuer.token("operator") + "x")).isEqualTo(401);
  }

  @Test
  void a_person_signs_in_on_its_page_and_comes_back_to_the_console() {
    var person = new Visitor(platformPort);
    var page = person.follow("/console");
    assertThat(page.uri().toString()).isEqualTo(forBrowsers + "/oauth2/sign-in");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("form-action 'self' http://localhost:" + platformPort);
    var refused = person.signIn(page, "operator", "not the secret");
    assertThat(person.follow(Visitor.location(refused)).body()).contains("another secret");
    assertThat(Visitor.location(person.signIn(page, "carrier", IssuerProcess.SECRET)))
        .endsWith("?refused");
    var led = person.signIn(page, "operator", IssuerProcess.SECRET);
    assertThat(Visitor.location(led)).startsWith(forBrowsers + "/oauth2/authorize");
    var code = person.get(Visitor.location(led));
    assertThat(Visitor.location(code))
        .startsWith("http://localhost:" + platformPort + "/console/signed-in?code=");
    var home = person.get(Visitor.location(person.get(Visitor.location(code))));
    assertThat(Visitor.location(home)).endsWith("/console/overview");
  }

  @Test
  void a_code_is_sent_to_consoles_that_are_named_and_to_nobody_else() {
    var asked =
        issuer.name
            + "/oauth2/authorize?response_type=code&client_id=console&state=s&code_challenge_method=S256"
            + "&code_challenge=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU&redirect_uri=";
    var elsewhere =
        new Visitor(issuer.port).get(asked + "https://elsewhere.example/console/signed-in");
    assertThat(elsewhere.statusCode()).isEqualTo(400);
    assertThat(elsewhere.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void after_its_key_has_changed_the_new_one_counts() throws Exception {
    var before = issuer.token("operator");
    assertThat(ask(before)).isEqualTo(200);
    issuer.changeKey();
    var after = issuer.token("operator");
    await().atMost(Duration.ofSeconds(30)).until(() -> ask(after) == 200);
    await().until(() -> ask(before) == 401); // it is remembered for some seconds
  }

  @Test
  void a_token_that_has_expired_or_never_does_is_refused() throws Exception {
    assertThat(
            ask(
                issuer.signed(
                    issuer.claims().expirationTime(Date.from(Instant.now().plusSeconds(60))))))
        .isEqualTo(200);
    assertThat(
            ask(
                issuer.signed(
                    issuer.claims().expirationTime(Date.from(Instant.now().minusSeconds(1))))))
        .isEqualTo(401);
    assertThat(ask(issuer.signed(issuer.claims().expirationTime(null)))).isEqualTo(401);
    assertThat(
            ask(
                issuer.signed(
                    issuer.claims().notBeforeTime(Date.from(Instant.now().plusSeconds(600))))))
        .isEqualTo(401);
  }

  @Test
  void a_token_for_others_or_by_others_is_refused() throws Exception {
    assertThat(ask(issuer.signed(issuer.claims().audience("another-shop")))).isEqualTo(401);
    assertThat(ask(issuer.signed(issuer.claims().audience(List.of("another-shop", "daybook")))))
        .isEqualTo(200);
    assertThat(ask(issuer.signed(issuer.claims().audience((String) null)))).isEqualTo(401);
    assertThat(ask(issuer.signed(issuer.claims().issuer("https://elsewhere.example"))))
        .isEqualTo(401);
    assertThat(ask(issuer.signed(issuer.claims().subject(null)))).isEqualTo(401);
    assertThat(ask(issuer.signed(issuer.claims().subject("system:fulfilment")))).isEqualTo(401);
    assertThat(ask(IssuerForTests.token("operator"))).isEqualTo(401);
  }

  @Test
  void a_token_that_nobody_signed_is_refused() throws Exception {
    assertThat(ask(new PlainJWT(issuer.claims().build()).serialize())).isEqualTo(401);
  }

  /** The public key, which everybody has, is passed off as a secret that both sides know. */
  @Test
  void a_public_key_is_no_secret_to_sign_with() throws Exception {
    var key = JWKSet.load(URI.create(issuer.name + "/oauth2/jwks").toURL()).getKeys().getFirst();
    var secrets =
        List.of(
            key.toRSAKey().toRSAPublicKey().getEncoded(),
            key.toJSONString().getBytes(StandardCharsets.UTF_8));
    for (var secret : secrets) {
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
              issuer.claims().build());
      token.sign(new MACSigner(secret));
      assertThat(ask(token.serialize())).isEqualTo(401);
    }
  }

  @Test
  void a_token_counts_in_its_header_only() throws Exception {
    var token = issuer.token("operator");
    var address = address();
    var inCookie =
        HTTP.send(
            HttpRequest.newBuilder(address).header("Cookie", "access_token=" + token).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(inCookie.statusCode()).isEqualTo(401);
    assertThat(inCookie.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(inCookie.headers().firstValue("Content-Type")).contains("application/problem+json");
    var inAddress =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(address + "?access_token=" + token)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(inAddress.statusCode()).isEqualTo(401);
    assertThat(inAddress.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(inAddress.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(inAddress.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  private URI address() {
    return URI.create(
        "http://localhost:%s/api/operations/projections"
            .formatted(platform.getEnvironment().getProperty("local.server.port")));
  }

  private int ask(String token) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(address()).header("Authorization", "Bearer " + token).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
