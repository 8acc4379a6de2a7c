package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cursor is what was given out, or nothing. */
class CursorsTest {
  private final Cursors cursors = new Cursors(() -> "a secret".getBytes());

  @Test
  void a_cursor_comes_back_as_it_went_on_every_process_with_the_secret() {
    var cursor = cursors.write("Query.orders", "2020-01-01T00:00:00Z|order-1");
    var other = new Cursors(() -> "a secret".getBytes());
    assertThat(other.read("after", "Query.orders", cursor))
        .isEqualTo("2020-01-01T00:00:00Z|order-1");
  }

  @Test
  void one_that_was_changed_or_is_of_another_list_or_secret_is_none() {
    var cursor = cursors.write("Query.orders", "7");
    var bytes = Base64.getUrlDecoder().decode(cursor);
    for (int at = 0; at < bytes.length; at++) {
      var changed = bytes.clone();
      changed[at] ^= 1;
      assertRefused(
          cursors, "Query.orders", Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }
    for (var bad : List.of("", "!", "bm9uc2Vuc2U", cursor.substring(1), cursor + "AAAA")) {
      assertRefused(cursors, "Query.orders", bad);
    }
    assertRefused(cursors, "Query.products", cursor);
    assertRefused(new Cursors(() -> "another".getBytes()), "Query.orders", cursor);
  }

  private static void assertRefused(Cursors by, String list, String cursor) {
    assertThatThrownBy(() -> by.read("after", list, cursor))
        .isInstanceOfSatisfying(
            BadQuery.class, bad -> assertThat(bad.code()).isEqualTo("BAD_CURSOR"));
  }
}
