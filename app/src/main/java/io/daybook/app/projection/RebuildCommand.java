package io.daybook.app.projection;

import io.daybook.importer.ProgressBar;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code daybook rebuild NAME}: has a running platform build a read model anew, and looks on. */
public final class RebuildCommand {
  private static final String USAGE =
      "usage: daybook rebuild order-history|stock|catalog|fulfilment|audit|analytics"
          + " [--url http://localhost:8080]";

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Platform platform;
  private final String name;
  private final PrintStream out;
  private final ProgressBar bar;

  private RebuildCommand(Platform platform, String name, PrintStream out, boolean terminal) {
    this.platform = platform;
    this.name = name;
    this.out = out;
    this.bar = new ProgressBar(out, terminal);
  }

  /**
   * Begins a rebuild and shows it to its end. It goes on when this command is stopped.
   *
   * @param arguments what follows the word {@code rebuild}
   * @param terminal whether a line can be written anew
   * @return 0 when queries read the new generation, 1 when the rebuild ended otherwise, 2 when the
   *     platform refuses or does not answer, 64 when the arguments are wrong
   */
  public static int run(List<String> arguments, PrintStream out, boolean terminal) {
    var isFit =
        arguments.size() == 1 || (arguments.size() == 3 && arguments.get(1).equals("--url"));
    if (!isFit || arguments.getFirst().startsWith("-")) {
      out.println(USAGE);
      return 64;
    }
    var url = arguments.size() == 3 ? arguments.get(2) : "http://localhost:8080";
    try (var platform = new Platform(url)) {
      return new RebuildCommand(platform, arguments.getFirst(), out, terminal).rebuild();
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

  private int rebuild() throws IOException, InterruptedException {
    var building = building(platform.post(name + "/rebuild"));
    var number = building == null ? 0 : building.path("generation").asInt();
    while (true) {
      var report = platform.get(name);
      if (report.path("generation").asInt() == number) {
        bar.at(1, 1, "generation " + number + " is live");
        return 0;
      }
      building = generation(report, number);
      if (building == null) {
        out.printf("%nGeneration %d was cancelled%n", number);
        return 1;
      }
      if (building.path("state").asString().equals("FAILED")) {
        var failure = building.path("failure");
        out.printf(
            "%nGeneration %d cannot be built: %s at position %s: %s%n",
            number,
            failure.path("event").asString("?"),
            failure.path("position").asString("?"),
            failure.path("cause").asString(""));
        return 1;
      }
      bar.at(
          Math.max(0, building.path("position").asLong() + 1),
          building.path("target").asLong() + 1,
          words(building));
      TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
    }
  }

  private static String words(JsonNode building) {
    var left = building.path("secondsLeft");
    var nodes = building.path("nodes").valueStream().map(JsonNode::asString).toList();
    return "%,d events/s, %s, %s %s at %s"
        .formatted(
            building.path("eventsPerSecond").asLong(),
            left.isNumber() ? left.asLong() + " s left" : "time left unknown",
            building.path("state").asString(),
            building.path("phase").asString(),
            nodes.isEmpty() ? "no process" : String.join(", ", nodes));
  }

  private static @Nullable JsonNode building(JsonNode report) {
    return report.path("generations").valueStream().reduce((_, later) -> later).orElse(null);
  }

  private static @Nullable JsonNode generation(JsonNode report, int number) {
    return report
        .path("generations")
        .valueStream()
        .filter(one -> one.path("generation").asInt() == number)
        .findFirst()
        .orElse(null);
  }
}
