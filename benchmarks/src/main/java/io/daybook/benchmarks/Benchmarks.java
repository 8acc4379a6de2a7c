package io.daybook.benchmarks;

import io.daybook.benchmarks.Load.Result;
import io.daybook.benchmarks.Results.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures the log. Every row is a ratio to a baseline of the same run, on the same PostgreSQL with
 * fsync on. Each suite is a class of its own; here is the command line, and what all of them share.
 *
 * <pre>
 * ./daybook bench [commands] [streams] [races] [reading] [waking] [http] [graphql] [orders]
 *     [ports] [latency] [baskets] [projections] [rebuild] [openshop] [console]
 *     [sealing] [relay] [nodes] [growth] [--quick] [--five-million]
 *     [--ten-million] [--thirty-million]
 * </pre>
 */
public final class Benchmarks {
  static final int CONNECTIONS = 80;
  static final int MANY = 64;

  private final Results report = new Results(System.out);
  private final Duration warmUp;
  private final Duration measure;
  private final int rounds;
  private final boolean fiveMillion;
  private final boolean tenMillion;
  private final boolean thirtyMillion;

  private Benchmarks(List<String> wanted) {
    var quick = wanted.contains("--quick");
    this.warmUp = Duration.ofSeconds(quick ? 1 : 3);
    this.measure = Duration.ofSeconds(quick ? 2 : 5);
    this.rounds = quick ? 1 : 3;
    this.fiveMillion = wanted.contains("--five-million");
    this.tenMillion = wanted.contains("--ten-million");
    this.thirtyMillion = wanted.contains("--thirty-million");
  }

  /** Runs the suites that are named, or all; ends with code 1 where one fails. */
  public static void main(String[] arguments) {
    try {
      run(arguments);
      System.exit(0);
    } catch (Exception failure) { // threads of servers would else keep the process alive
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws Exception {
    var wanted = List.of(arguments);
    var suites = wanted.stream().filter(word -> !word.startsWith("--")).toList();
    var benchmarks = new Benchmarks(wanted);
    for (var suite :
        suites.isEmpty()
            ? List.of(
                "commands",
                "streams",
                "races",
                "reading",
                "waking",
                "http",
                "graphql",
                "orders",
                "ports",
                "steady",
                "latency",
                "baskets",
                "projections",
                "rebuild",
                "openshop",
                "console",
                "sealing",
                "relay",
                "nodes",
                "growth")
            : suites) {
      benchmarks.suite(suite).run();
    }
    benchmarks.report.write(Path.of("benchmarks", "target", "benchmarks.json"), machine());
  }

  private Suite suite(String name) {
    return switch (name) {
      case "commands" -> new CommandsSuite(this);
      case "streams" -> new StreamsSuite(this);
      case "races" -> new RacesSuite(this);
      case "reading" -> new ReadingSuite(this);
      case "waking" -> new WakingSuite(this);
      case "http" -> new HttpSuite(this);
      case "graphql" -> new GraphQlSuite(this);
      case "orders" -> new OrdersSuite(this);
      case "ports" -> new PortsSuite(this);
      case "steady" -> new SteadySuite(this);
      case "latency" -> new LatencySuite(this);
      case "baskets" -> new BasketsSuite(this);
      case "projections" -> new ProjectionsSuite(this);
      case "rebuild" -> new RebuildSuite(this);
      case "openshop" -> new OpenShopSuite(this);
      case "console" -> new ConsoleSuite(this);
      case "sealing" -> new SealingSuite(this);
      case "relay" -> new RelaySuite(this);
      case "nodes" -> new NodesSuite(this);
      case "growth" -> new GrowthSuite(this);
      default -> throw new IllegalArgumentException("No such suite: " + name);
    };
  }

  Results report() {
    return report;
  }

  /** How long one measurement takes, its warm-up apart. */
  Duration measure() {
    return measure;
  }

  /** How often everything is measured. */
  int rounds() {
    return rounds;
  }

  /** Whether everything is measured once and for a short time. */
  boolean isQuick() {
    return rounds == 1;
  }

  /** Whether read models are also made from five million events, which takes its time. */
  boolean fiveMillion() {
    return fiveMillion;
  }

  /** Whether a log may grow to ten million events, which takes its time. */
  boolean tenMillion() {
    return tenMillion;
  }

  /** Whether a log may grow to thirty million events. */
  boolean thirtyMillion() {
    return thirtyMillion;
  }

  /** Each contender in turn, several rounds of it, so that a noisy minute is nobody's alone. */
  List<Measured> interleaved(List<Contender> contenders) throws Exception {
    return interleaved(contenders, rounds);
  }

  /** The same, where three rounds say too little. */
  List<Measured> interleaved(List<Contender> contenders, int rounds) throws Exception {
    var all = new ArrayList<List<Result>>();
    contenders.forEach(_ -> all.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        var one = contenders.get(i);
        report.begin(
            one.name()
                + ", "
                + callers(one.callers())
                + ", round "
                + (round + 1)
                + " of "
                + rounds);
        all.get(i).add(Load.run(one.callers(), warmUp, measure, one.operation()));
      }
    }
    var measured = new ArrayList<Measured>();
    for (int i = 0; i < contenders.size(); i++) {
      var sorted =
          all.get(i).stream().sorted(Comparator.comparingDouble(Result::perSecond)).toList();
      measured.add(
          new Measured(
              contenders.get(i).name(),
              contenders.get(i).callers(),
              sorted.get(sorted.size() / 2)));
    }
    return measured;
  }

  /**
   * Adds a row to the report.
   *
   * @param base what it is compared with, by its name; null when it is itself the baseline
   * @param target what the ratio should be at least; null when none was set
   */
  void add(
      String suite,
      Measured one,
      @Nullable Measured base,
      @Nullable String baseName,
      @Nullable Double target) {
    var result = one.result();
    report.add(
        new Row(
            suite,
            one.name() + ", " + callers(one.callers()),
            result.perSecond(),
            result.p50Millis(),
            result.p99Millis(),
            baseName,
            base == null ? null : result.perSecond() / base.result().perSecond(),
            target));
  }

  private static String callers(int callers) {
    return callers + (callers == 1 ? " caller" : " callers");
  }

  private static String machine() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores, "
        + Runtime.getRuntime().maxMemory() / (1 << 20)
        + " MiB heap, Java "
        + Runtime.version();
  }
}
