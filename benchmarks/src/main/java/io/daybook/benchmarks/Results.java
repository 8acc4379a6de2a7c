package io.daybook.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The rows that were measured: a table on paper, and JSON for machines. */
final class Results {
  private final PrintStream out;
  private final List<Row> rows = new ArrayList<>();

  Results(PrintStream out) {
    this.out = out;
  }

  /**
   * One measurement.
   *
   * @param ratio to the baseline of the same run; null for the baseline itself
   * @param target what the ratio should be at least; null when none was set
   */
  record Row(
      String suite,
      String what,
      double perSecond,
      double p50Millis,
      double p99Millis,
      @Nullable String baseline,
      @Nullable Double ratio,
      @Nullable Double target) {

    /** A rate of which single latencies are not known. */
    static Row of(String suite, String what, double perSecond) {
      return new Row(suite, what, perSecond, 0, 0, null, null, null);
    }

    Row against(String other, double times) {
      return new Row(suite, what, perSecond, p50Millis, p99Millis, other, times, target);
    }

    Row withTarget(double least) {
      return new Row(suite, what, perSecond, p50Millis, p99Millis, baseline, ratio, least);
    }
  }

  void heading(String title) {
    out.printf("%n%s%n", title);
    out.printf("%-58s %10s %9s %9s  %s%n", "", "per s", "p50 ms", "p99 ms", "ratio");
  }

  /** Says what is measured now: rows come when all of a suite are. */
  void begin(String what) {
    out.printf("  ... %s%n", what);
    out.flush();
  }

  /** What belongs to the row before, in words; it stands in no file. */
  void note(String text) {
    out.printf("      %s%n", text);
  }

  void add(Row row) {
    rows.add(row);
    var ratio =
        row.ratio() == null
            ? "baseline"
            : String.format(Locale.ROOT, "%.2f x %s", row.ratio(), row.baseline())
                + (row.target() == null
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        " (target %.2f: %s)",
                        row.target(),
                        row.ratio() >= row.target() ? "met" : "missed"));
    out.printf(
        Locale.ROOT,
        "%-58s %,10.0f %9.2f %9.2f  %s%n",
        row.what(),
        row.perSecond(),
        row.p50Millis(),
        row.p99Millis(),
        ratio);
  }

  void write(Path file, String machine) throws IOException {
    var json =
        JsonMapper.builder()
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(
                Map.of(
                    "date",
                    LocalDate.now(ZoneOffset.UTC).toString(),
                    "machine",
                    machine,
                    "rows",
                    rows));
    Files.writeString(file, json);
    out.printf("%nWritten to %s%n", file);
  }
}
