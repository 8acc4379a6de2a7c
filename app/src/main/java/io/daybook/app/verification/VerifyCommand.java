package io.daybook.app.verification;

import io.daybook.importer.ClientTokens;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code daybook verify}: has a running platform compute all seals of its log again. */
public final class VerifyCommand {
  private static final String USAGE =
      "usage: daybook verify [--url http://localhost:8080] [--expect HASH | --since HASH]";
  private static final Map<String, String> DEFAULTS =
      Map.of("--url", "http://localhost:8080", "--expect", "", "--since", "");

  /** Of a seal that was kept; one of them, or none. */
  private static final List<String> HASHES = List.of("--expect", "--since");

  private static final Duration PATIENCE = Duration.ofHours(6);
  private static final int OK = 200;

  private VerifyCommand() {}

  /**
   * Asks and prints the verdict.
   *
   * @param arguments what follows the word {@code verify}
   * @return 0 when the log is as it was sealed and snapshots are what it says, 1 when not, 2 when
   *     nobody could tell, 64 when the arguments are wrong
   */
  public static int run(List<String> arguments, PrintStream out) {
    var options = new HashMap<>(DEFAULTS);
    for (int i = 0; i < arguments.size(); i += 2) {
      if (!DEFAULTS.containsKey(arguments.get(i)) || i + 1 == arguments.size()) {
        out.println(USAGE);
        return 64;
      }
      options.put(arguments.get(i), arguments.get(i + 1));
    }
    if (HASHES.stream().filter(arguments::contains).count() > 1) {
      out.println(USAGE);
      return 64;
    }
    var url = Objects.requireNonNull(options.get("--url"));
    var query =
        HASHES.stream()
            .filter(arguments::contains)
            .map(
                name ->
                    "?%s=%s"
                        .formatted(
                            name.substring(2),
                            URLEncoder.encode(options.get(name), StandardCharsets.UTF_8)))
            .collect(Collectors.joining());
    try (var http = HttpClient.newHttpClient()) {
      var request =
          ClientTokens.of("auditor")
              .addTo(
                  HttpRequest.newBuilder(
                      URI.create(url).resolve("/api/operations/log/verification" + query)))
              .timeout(PATIENCE)
              .build();
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      var answer = JsonMapper.shared().readTree(response.body());
      if (response.statusCode() != OK || !answer.has("intact")) {
        out.println(answer.path("detail").asString("status " + response.statusCode()));
        return 2;
      }
      if (arguments.contains("--since")) {
        out.println("computed from the seal of --since on; nothing before it was looked at");
      }
      return print(answer, out);
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | JacksonException failure) {
      out.println("The platform at " + url + " does not answer: " + failure);
      return 2;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 2;
    }
  }

  private static int print(JsonNode verdict, PrintStream out) {
    var broken = verdict.path("firstBroken");
    if (broken.isObject()) {
      out.printf(
          "BROKEN: positions %d to %d, sealed at %s, are not as they were sealed (%s)%n",
          broken.path("firstPosition").asLong(),
          broken.path("lastPosition").asLong(),
          broken.path("sealedAt").asString(),
          broken.path("what").asString().equals("seal")
              ? "the seal itself was changed, or does not follow the one before it"
              : "an event was changed, added or removed");
      return 1;
    }
    if (verdict.path("expected").asString("").equals("MISSING")) {
      out.println(
          "BROKEN: no seal has the expected hash: the log has lost its end, or was written anew");
      return 1;
    }
    out.printf(
        "intact: %,d events under %,d seals; %,d newer ones are not sealed yet%n",
        verdict.path("sealedEvents").asLong(),
        verdict.path("seals").asLong(),
        verdict.path("unsealedEvents").asLong());
    if (verdict.path("expected").isString()) {
      out.println(
          verdict.path("expected").asString().equals("LATEST")
              ? "the expected seal is the latest one"
              : "the expected seal is there, and the log has grown since");
    }
    if (verdict.path("latestHash").isString()) {
      out.println("latest seal, worth keeping elsewhere: " + verdict.path("latestHash").asString());
    }
    return printDiffering(verdict.path("snapshots").path("differing"), out);
  }

  private static int printDiffering(JsonNode differing, PrintStream out) {
    differing.forEach(
        stream ->
            out.printf(
                "BROKEN: the snapshot of %s is not what its events say; see \"Is the log as it was\" in docs/operations.md%n",
                stream.asString()));
    return differing.isEmpty() ? 0 : 1;
  }
}
