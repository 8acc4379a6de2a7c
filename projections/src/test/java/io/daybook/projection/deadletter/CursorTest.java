package io.daybook.projection.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Where a page of letters ends, as its readers send it back. */
class CursorTest {

  @Test
  void a_foreign_cursor_is_refused_and_an_own_one_read() {
    var cursor = new Cursor("stock-a:b", 7);
    assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    assertThat(Cursor.parse(null)).isEqualTo(Cursor.START);
    assertThatThrownBy(() -> Cursor.parse("nonsense")).isInstanceOf(IllegalArgumentException.class);
  }
}
