package io.daybook.app.relay;

import io.daybook.importer.ClientTokens;
import io.daybook.importer.ProgressBar;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code daybook relay --from POSITION}: has a running platform tell a part of its log again, into
 * topics of its own, and looks on.
 */
public final class RelayCommand {
  private static final String USAGE =
      "usage: daybook relay --from POSITION [--to POSITION] [--topic-prefix NEW] [--url http://localhost:8080]";

  private static final Set<String> OPTIONS = Set.of("--from", "--to", "--topic-prefix", "--url");
  private static final String PATH = "/api/operations/relay/replays";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int ACCEPTED = 300;

  private final URI url;
  private final HttpClient http;
  private final ProgressBar bar;
  private final ClientTokens tokens = ClientTokens.of("operator");

  private RelayCommand(URI url, HttpClient http, ProgressBar bar) {
    this.url = url;
    this.http = http;
    this.bar = bar;
  }

  /**
   * Begins a replay and shows it to its end. It goes on when this command is stopped.
   *
   * @param arguments what follows the word {@code relay}
   * @param terminal whether a line can be written anew
   * @return 0 when everything is told, 2 when the platform refuses or does not answer, 64 when the
   *     arguments are wrong
   */
  public static int run(List<String> arguments, PrintStream out, boolean terminal) {
    var options = options(arguments);
    if (options == null) {
      out.println(USAGE);
      return 64;
    }
    var url = options.getOrDefault("--url", "http://localhost:8080");
    try (var http = HttpClient.newHttpClient()) {
      return new RelayCommand(URI.create(url), http, new ProgressBar(out, terminal))
          .replay(options, out);
    } catch (IOException | IllegalArgumentException | IllegalStateException | JacksonException e) {
      out.println("The platform at " + url + " does not answer: " + e);
      return 2;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 2;
    }
  }

  private static @Nullable Map<String, String> options(List<String> arguments) {
    var options = new HashMap<String, String>();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (!OPTIONS.contains(arguments.get(i)) || i + 1 == arguments.size()) {
        return null;
      }
      options.put(arguments.get(i), arguments.get(i + 1));
    }
    var areNumbers =
        options.getOrDefault("--from", "").matches("[0-9]{1,18}")
            && options.getOrDefault("--to", "0").matches("[0-9]{1,18}");
    return areNumbers ? options : null;
  }

  private int replay(Map<String, String> options, PrintStream out)
      throws IOException, InterruptedException {
    var from = Long.parseLong(options.getOrDefault("--from", ""));
    var prefix = options.getOrDefault("--topic-prefix", "daybook-from-" + from);
    var wanted =
        JsonMapper.shared().createObjectNode().put("from", from).put("topicPrefix", prefix);
    if (options.containsKey("--to")) {
      wanted.put("to", Long.parseLong(options.getOrDefault("--to", "")));
    }
    var begun =
        send(
            HttpRequest.newBuilder(url.resolve(PATH))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wanted.toString())));
    if (begun.statusCode() >= ACCEPTED) {
      out.println(JsonMapper.shared().readTree(begun.body()).path("detail").asString("refused"));
      return 2;
    }
    var report = JsonMapper.shared().readTree(begun.body());
    while (!report.path("done").asBoolean()) {
      show(from, report);
      TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
      var answer = send(HttpRequest.newBuilder(url.resolve(PATH + "/" + prefix)));
      report = JsonMapper.shared().readTree(answer.body());
    }
    show(from, report);
    return 0;
  }

  private void show(long from, JsonNode report) {
    bar.at(
        report.path("position").asLong() - from + 1,
        report.path("to").asLong() - from + 1,
        "told to the topics of " + report.path("topicPrefix").asString());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        tokens.addTo(request).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
  }
}
