package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.daybook.app.ProgramForTests;
import io.daybook.eventstore.testing.KillablePostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** {@code daybook auth} in a process of its own, and tokens that look like its. */
final class IssuerProcess implements AutoCloseable {
  static final String SECRET = "a-secret-of-the-tests";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final int port = KillablePostgres.freePort();
  final String name = "http://localhost:" + port;
  private final Path directory;
  private final int consolePort;
  private Process process;

  /**
   * Starts it, and comes back when it gives tokens.
   *
   * @param directory where it keeps its key
   * @param consolePort of the console to which it may send people back
   */
  IssuerProcess(Path directory, int consolePort) throws IOException {
    this.directory = directory;
    this.consolePort = consolePort;
    this.process = runIssuer();
  }

  /** Makes it forget its key; it has another one when this comes back. */
  void changeKey() throws IOException {
    close();
    Files.delete(key());
    process = runIssuer();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Path key() {
    return directory.resolve("auth").resolve("key.json");
  }

  /** A token for an account. */
  String token(String account) throws IOException, InterruptedException {
    var body = "grant_type=client_credentials&client_id=" + account + "&client_secret=" + SECRET;
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(name + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
  }

  /** As the issuer makes them. */
  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(name)
        .audience("daybook")
        .subject("somebody")
        .claim("scope", "operator")
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  /** With the key of the issuer, which is in a file that only its owner reads. */
  String signed(JWTClaimsSet.Builder claims) throws Exception {
    var file = key();
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    var key = RSAKey.parse(Files.readString(file));
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims.build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private Process runIssuer() throws IOException {
    var command = new ArrayList<>(ProgramForTests.command());
    command.addAll(
        List.of(
            "auth",
            "--server.port=" + port,
            "--daybook.auth.issuer=" + name,
            "--daybook.auth.account-secret=" + SECRET,
            "--daybook.auth.consoles=http://localhost:" + consolePort,
            "--daybook.auth.directory=" + directory.resolve("auth")));
    var started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("issuer.log").toFile()))
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> !token("operator").isEmpty());
    return started;
  }
}
