package io.daybook.lab.cost;

import io.daybook.lab.shop.DelayProxy;
import io.daybook.lab.shop.Part;
import io.daybook.lab.shop.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One way, at one distance.
 *
 * @param perSecond orders that were answered
 */
record Measurement(
    Way way,
    boolean isHot,
    int roundTripMillis,
    double perSecond,
    double p50Millis,
    double p99Millis) {

  /** Measures it, with a network between that is as long. */
  static Measurement of(
      Servers three, Servers one, Way way, boolean isHot, int roundTripMillis, List<Integer> millis)
      throws IOException, InterruptedException {
    var proxies = new ArrayList<DelayProxy>();
    try {
      for (var part : Part.values()) {
        var servers = way == Way.ONE_DATABASE ? one : three;
        proxies.add(new DelayProxy(servers.port(part), roundTripMillis));
      }
      var numbers = run(way, isHot, proxies, millis).split(" ", -1);
      return new Measurement(
          way,
          isHot,
          roundTripMillis,
          Double.parseDouble(numbers[0]),
          Double.parseDouble(numbers[1]),
          Double.parseDouble(numbers[2]));
    } finally {
      for (var proxy : proxies) {
        proxy.close();
      }
    }
  }

  private static String run(Way way, boolean isHot, List<DelayProxy> proxies, List<Integer> millis)
      throws IOException, InterruptedException {
    var ports =
        proxies.stream().map(p -> String.valueOf(p.port())).collect(Collectors.joining(","));
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CostMain.class.getName(),
                way.name(),
                ports,
                Boolean.toString(isHot),
                millis.getFirst().toString(),
                millis.getLast().toString())
            .redirectErrorStream(true)
            .start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      var said = lines.lines().toList();
      return said.stream()
          .filter(line -> line.startsWith(CostMain.RESULT))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(String.join("\n", said)))
          .substring(CostMain.RESULT.length());
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
