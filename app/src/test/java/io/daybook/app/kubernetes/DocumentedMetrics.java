package io.daybook.app.kubernetes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The tables of docs/metrics.md, which a test compares with a running platform. */
final class DocumentedMetrics {
  private DocumentedMetrics() {}

  /** The labels of a metric; null when there is none of that name. */
  static List<String> labels(String metric) {
    return Manifests.text(Path.of("..", "docs", "metrics.md"))
        .lines()
        .map(line -> line.split("\\|"))
        .filter(cells -> cells.length > 3 && cells[1].contains("`" + metric + "`"))
        .map(
            cells ->
                Arrays.stream(cells[2].replace("`", "").split(","))
                    .map(String::strip)
                    .filter(label -> !label.isEmpty())
                    .toList())
        .findFirst()
        .orElse(null);
  }
}
