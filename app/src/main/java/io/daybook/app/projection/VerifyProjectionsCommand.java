package io.daybook.app.projection;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code daybook verify-projections}: has a running platform compare its read models with the log.
 */
public final class VerifyProjectionsCommand {
  private static final String USAGE =
      "usage: daybook verify-projections [--url http://localhost:8080]";

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private VerifyProjectionsCommand() {}

  /**
   * Compares one read model after the other, and prints what differs.
   *
   * @param arguments what follows the word {@code verify-projections}
   * @return 0 when all are what the log says, 1 when not, 2 when nobody could tell, 64 when the
   *     arguments are wrong
   */
  public static int run(List<String> arguments, PrintStream out) {
    var isFit =
        arguments.isEmpty() || (arguments.size() == 2 && arguments.getFirst().equals("--url"));
    if (!isFit) {
      out.println(USAGE);
      return 64;
    }
    var url = arguments.isEmpty() ? "http://localhost:8080" : arguments.get(1);
    try (var platform = new Platform(url)) {
      var worst = 0;
      for (var model : platform.get("").valueStream().toList()) {
        worst = Math.max(worst, verify(platform, model.path("name").asString(), out));
      }
      return worst;
    } catch (Platform.NotDone refused) {
      out.println(refused.getMessage());
      return 2;
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

  private static int verify(Platform platform, String name, PrintStream out)
      throws IOException, InterruptedException {
    var report = platform.post(name + "/verification");
    var path = name + "/verifications/" + report.path("generation").asInt();
    while (report.path("outcome").asString().equals("RUNNING")) {
      TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
      report = platform.get(path);
    }
    return switch (report.path("outcome").asString()) {
      case "SAME" -> {
        out.printf("%s is what the log says%n", name);
        yield 0;
      }
      case "DIFFERENT" -> {
        print(name, report.path("differences"), out);
        yield 1;
      }
      default -> {
        out.printf(
            "%s was not compared: %s%n",
            name, report.path("failure").path("cause").asString("it was cancelled"));
        yield 2;
      }
    };
  }

  private static void print(String name, JsonNode differences, PrintStream out) {
    out.printf("%s is not what the log says: %d rows differ%n", name, differences.size());
    differences.forEach(
        one ->
            out.printf(
                "  %s %s: %s%n",
                one.path("table").asString(),
                one.path("key").asString(),
                one.path("columns")
                    .valueStream()
                    .map(JsonNode::asString)
                    .collect(Collectors.joining(", "))));
  }
}
