package io.daybook.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyTextTest {

  @Test
  void what_separates_columns_and_rows_is_escaped_and_null_is_not_text() {
    var row = Row.of("a", "tab\t, line\n, return\r, backslash\\").set("c", "\\N").set("d", "é😀");
    assertThat(
            new String(
                CopyText.of(List.of("a", "b", "c", "d"), List.of(row, row)),
                StandardCharsets.UTF_8))
        .isEqualTo("tab\\t, line\\n, return\\r, backslash\\\\\t\\N\t\\\\N\té😀\n".repeat(2));
  }
}
