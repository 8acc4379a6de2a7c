package io.daybook.app.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Tables of our documents, so that a test and a reader have the same one. */
final class MarkdownTable {
  private MarkdownTable() {}

  /**
   * The rows of the table whose header begins so. Cells are plain text: of links the name is left,
   * and code has lost its marks.
   */
  static List<List<String>> read(Path document, String headerStart) {
    try {
      var rows =
          Files.readAllLines(document).stream()
              .dropWhile(line -> !line.startsWith(headerStart))
              .skip(2)
              .takeWhile(line -> line.startsWith("|"))
              .map(MarkdownTable::cells)
              .toList();
      if (rows.isEmpty()) {
        throw new IllegalStateException("No table \"" + headerStart + "\" in " + document);
      }
      return rows;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The names in a cell, without the commas between them. */
  static List<String> names(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(", *"));
  }

  private static List<String> cells(String line) {
    var plain = line.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", "");
    return Arrays.stream(plain.substring(1, plain.lastIndexOf('|')).split("\\|", -1))
        .map(String::strip)
        .toList();
  }
}
