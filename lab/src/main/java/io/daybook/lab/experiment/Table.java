package io.daybook.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param rows texts and numbers, one for each column
 */
public record Table(String title, List<String> columns, List<List<Object>> rows) {
  private static final double FEW = 100;

  /** Refuses rows that do not fit the columns. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (var row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(row + " does not fit " + columns);
      }
    }
  }

  /** For a terminal. */
  public String asText() {
    var lines = new ArrayList<List<String>>();
    lines.add(columns);
    rows.forEach(row -> lines.add(row.stream().map(Table::text).toList()));
    var widths =
        columns.stream()
            .mapToInt(
                column ->
                    lines.stream()
                        .mapToInt(line -> line.get(columns.indexOf(column)).length())
                        .max()
                        .orElse(0))
            .toArray();
    var text = new StringBuilder(title).append('\n');
    for (var line : lines) {
      for (int i = 0; i < widths.length; i++) {
        text.append(i == 0 ? "  " : "   ");
        var cell = line.get(i);
        var gap = " ".repeat(widths[i] - cell.length());
        text.append(isNumeric(i) ? gap + cell : cell + gap);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** For a page. */
  public String asMarkdown() {
    var text = new StringBuilder("**").append(title).append("**\n\n|");
    columns.forEach(column -> text.append(' ').append(column).append(" |"));
    text.append("\n|");
    for (int i = 0; i < columns.size(); i++) {
      text.append(isNumeric(i) ? "---:|" : "---|");
    }
    text.append('\n');
    for (var row : rows) {
      text.append('|');
      row.forEach(cell -> text.append(' ').append(text(cell)).append(" |"));
      text.append('\n');
    }
    return text.toString();
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column) instanceof Number);
  }

  private static String text(Object cell) {
    return switch (cell) {
      case Double number when Math.abs(number) < FEW -> String.format(Locale.ROOT, "%.1f", number);
      case Double number -> String.format(Locale.ROOT, "%,.0f", number);
      case Number number -> String.format(Locale.ROOT, "%,d", number.longValue());
      default -> cell.toString();
    };
  }
}
