package io.daybook.importer;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/** {@code daybook import FILE.csv}: see docs/import.md. */
public final class ImportCommand {
  private static final String USAGE =
      """
      usage: daybook import FILE.csv [--url http://localhost:8080] [--short PERCENT] [--parallel N] [--wait SECONDS]
        --short     share of the SKUs that get only half of the stock that the file orders (0)
        --parallel  invoices handled side by side (8)
        --wait      how long to wait at the end until every order is settled (120)
      """;

  private final PrintStream out;
  private final Path file;
  private final Map<String, String> options;

  private ImportCommand(PrintStream out, Path file, Map<String, String> options) {
    this.out = out;
    this.file = file;
    this.options = options;
  }

  /**
   * Runs the import.
   *
   * @param arguments what follows the word {@code import}
   * @return 0 when every line is accounted for, 2 when not, 64 when the arguments are wrong
   */
  public static int run(List<String> arguments, PrintStream out) {
    var options =
        new LinkedHashMap<>(
            Map.of(
                "--url",
                "http://localhost:8080",
                "--short",
                "0",
                "--parallel",
                "8",
                "--wait",
                "120"));
    Path file = null;
    for (var words = arguments.iterator(); words.hasNext(); ) {
      var word = words.next();
      if (options.containsKey(word) && words.hasNext()) {
        options.put(word, words.next());
      } else if (file == null && !word.startsWith("--")) {
        file = Path.of(word);
      } else {
        out.print(USAGE);
        return 64;
      }
    }
    if (file == null || !Files.isReadable(file)) {
      out.print(file == null ? USAGE : "cannot read " + file + System.lineSeparator());
      return 64;
    }
    try {
      return new ImportCommand(out, file, options).importFile();
    } catch (IOException | IllegalArgumentException | IllegalStateException failure) {
      out.println("import failed: " + failure.getMessage());
      return 2;
    }
  }

  private int importFile() throws IOException {
    var lines = RetailCsv.read(file);
    var plan = ImportPlan.of(lines);
    try (var shop =
        new ShopClient(
            URI.create(options.getOrDefault("--url", "")), ClientTokens.of("importer"))) {
      var shelves = new Shelves(shop, plan.demand(), receipt(), number("--short"));
      try (var importer = new Importer(shelves, new ShopOrders(shop), number("--parallel"))) {
        importer.fates().putAll(plan.left());
        importer.prepare(plan.invoices());
        var progress = new ProgressBar(out, isTerminal());
        var invoices = plan.invoices().size();
        importer.handle(plan.invoices(), (done, invoice) -> progress.at(done, invoices, invoice));
        ShopClient.await(Duration.ofSeconds(number("--wait")), () -> isQuiet(shop));
        Summary.of(importer.fates(), importer.placed(), shop).print(out);
        var unaccounted = lines.size() - importer.fates().size();
        if (unaccounted != 0) {
          out.printf("%,d lines are unaccounted for%n", unaccounted);
          return 2;
        }
      }
      return 0;
    }
  }

  /** Whether no fulfilment is between two steps; one that waits for an operator may wait long. */
  private static boolean isQuiet(ShopClient shop) {
    var answer =
        shop.query(
            "{running: fulfilments(phase: RUNNING, parked: false, first: 1) {edges {cursor}}"
                + " undoing: fulfilments(phase: COMPENSATING, parked: false, first: 1) {edges {cursor}}}");
    return answer.path("running").path("edges").isEmpty()
        && answer.path("undoing").path("edges").isEmpty();
  }

  private int number(String option) {
    return Integer.parseInt(options.getOrDefault(option, "0"));
  }

  /** Whether a person is looking. */
  public static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /** The same file is the same delivery. */
  private String receipt() throws IOException {
    var checksum = new CRC32();
    checksum.update(Files.readAllBytes(file));
    return "import-" + Long.toHexString(checksum.getValue());
  }
}
