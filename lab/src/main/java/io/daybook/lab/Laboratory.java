package io.daybook.lab;

import io.daybook.lab.blocked.TwoPhaseCommitBlocked;
import io.daybook.lab.clocks.Clocks;
import io.daybook.lab.commit.ThreePhaseCommit;
import io.daybook.lab.cost.CostWithoutFailures;
import io.daybook.lab.dualwrite.DualWrite;
import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Kept;
import io.daybook.lab.experiment.Page;
import io.daybook.lab.experiment.Standstill;
import io.daybook.lab.experiment.Table;
import io.daybook.lab.history.ReadsAndWrites;
import io.daybook.lab.outage.StuckSagaThunderingRetry;
import io.daybook.lab.replicated.CoordinatorThatCannotDie;
import io.daybook.lab.saga.SagaCoordinatorKilled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The command line.
 *
 * <pre>
 * ./daybook lab [EXPERIMENT ...] [--quick]                         runs; page, numbers and pictures in lab/target/laboratory
 * ./daybook lab three-phase-commit --replay=PROTOCOL,FAULTS,SEED   shows one schedule again
 * ./daybook lab page                                               makes docs/laboratory.md of the last whole runs
 * </pre>
 */
public final class Laboratory {
  private static final String REPLAY = "--replay=";
  private static final String KEPT = "laboratory";
  private static final Path RUNS = Path.of("lab", "target", "laboratory");
  private static final Path DOCUMENTS = Path.of("docs");

  private Laboratory() {}

  /** In the order of the page. */
  static List<Experiment> experiments() {
    return List.of(
        new TwoPhaseCommitBlocked(),
        new CoordinatorThatCannotDie(),
        new SagaCoordinatorKilled(),
        new CostWithoutFailures(),
        new ThreePhaseCommit(),
        new DualWrite(),
        new ReadsAndWrites(),
        new Clocks(),
        new StuckSagaThunderingRetry());
  }

  /** Runs what is named, or all; ends with code 1 where one fails. */
  public static void main(String[] arguments) {
    try {
      run(List.of(arguments));
      System.exit(0);
    } catch (Exception failure) { // threads of others would else keep the process alive
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(List<String> arguments) throws Exception {
    var names = arguments.stream().filter(word -> !word.startsWith("--")).toList();
    var replay = arguments.stream().filter(word -> word.startsWith(REPLAY)).findFirst();
    if (replay.isPresent()) {
      var seed = replay.get().substring(REPLAY.length()).split(",", -1);
      ThreePhaseCommit.replay(seed[0], seed[1], Long.parseLong(seed[2]))
          .forEach(System.out::println);
    } else if (names.contains("page")) {
      publish();
    } else {
      for (var experiment : named(names)) {
        run(experiment, arguments.contains("--quick"));
      }
      writePage(RUNS);
    }
  }

  /** A page in the documents is made of whole runs only. */
  private static void publish() throws IOException {
    for (var experiment : experiments()) {
      var run = Kept.read(RUNS.resolve(KEPT), experiment.name());
      if (run.isPresent() && !run.get().quick()) {
        run.get().write(DOCUMENTS.resolve(KEPT));
      }
    }
    writePage(DOCUMENTS);
  }

  private static List<Experiment> named(List<String> names) {
    var known = experiments().stream().map(Experiment::name).toList();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("No such experiment: " + name + "; there are " + known);
      }
    }
    return experiments().stream()
        .filter(experiment -> names.isEmpty() || names.contains(experiment.name()))
        .toList();
  }

  /** Runs one to its end, unless this machine lacks something for it, which is said. */
  static void run(Experiment experiment, boolean quick) throws Exception {
    System.out.printf("%n%s%n%s%n", experiment.name(), experiment.question());
    var missing = experiment.missing();
    if (missing.isPresent()) {
      System.out.println("SKIPPED: " + missing.get());
      return;
    }
    var standstill = new Standstill();
    var result = experiment.run(quick, line -> System.out.println("  ... " + line));
    System.out.println();
    result.tables().stream().map(Table::asText).forEach(System.out::println);
    result
        .schedules()
        .forEach(
            schedule -> {
              System.out.println(schedule.title());
              schedule.steps().forEach(System.out::println);
              System.out.println("Again: ./daybook lab " + schedule.replay() + "\n");
            });
    result
        .findings()
        .forEach(
            finding ->
                System.out.println((finding.seen() ? "Seen: " : "NOT SEEN: ") + finding.claim()));
    result.limits().forEach(limit -> System.out.println("Not concluded: " + limit));
    var directory = RUNS.resolve(KEPT);
    Kept.of(experiment, quick, standstill, result).write(directory);
    System.out.println("Written to " + directory.resolve(experiment.name() + ".json, .svg"));
  }

  private static void writePage(Path directory) throws IOException {
    var page = directory.resolve(KEPT + ".md");
    Files.writeString(page, page(directory.resolve(KEPT)));
    System.out.println("Written to " + page);
  }

  /** Made of what runs have left in the directory. */
  static String page(Path directory) {
    var kept =
        experiments().stream()
            .flatMap(experiment -> Kept.read(directory, experiment.name()).stream())
            .toList();
    return Page.of(kept, KEPT + "/");
  }
}
