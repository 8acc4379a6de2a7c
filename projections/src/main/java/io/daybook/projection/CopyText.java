package io.daybook.projection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in the text form of PostgreSQL's {@code COPY}: columns between tabs, rows between lines. */
final class CopyText {
  private static final int CHARACTERS_PER_ROW = 400;

  private CopyText() {}

  static byte[] of(List<String> columns, List<Row> rows) {
    var text = new StringBuilder(rows.size() * CHARACTERS_PER_ROW);
    for (var row : rows) {
      for (int i = 0; i < columns.size(); i++) {
        if (i > 0) {
          text.append('\t');
        }
        append(text, row.valueOf(columns.get(i)));
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder text, @Nullable String value) {
    if (value == null) {
      text.append("\\N");
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      var character = value.charAt(i);
      switch (character) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(character);
      }
    }
  }
}
