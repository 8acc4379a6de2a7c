package io.daybook.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A thread opens one after another with the same cipher. */
class SecretBoxTest {
  private final SecretBox box = box(1);
  private final SecretBox other = box(2);

  @Test
  void what_was_closed_under_several_keys_is_opened_in_turn() {
    var closed = box.close(bytes("Ada"), "name");
    var others = other.close(bytes("Grace"), "name");
    for (int time = 0; time < 3; time++) {
      assertThat(box.open(closed, "name")).isEqualTo(bytes("Ada"));
      assertThat(other.open(others, "name")).isEqualTo(bytes("Grace"));
    }
  }

  @Test
  void the_same_is_closed_the_same_also_after_it_was_opened() {
    var closed = box.close(bytes("Ada"), "name");
    assertThat(box.open(closed, "name")).isEqualTo(bytes("Ada"));
    assertThat(box.close(bytes("Ada"), "name")).isEqualTo(closed);
  }

  @Test
  void what_cannot_be_opened_spoils_nothing_for_what_is_opened_next() {
    var closed = box.close(bytes("Ada"), "name");
    var changed = closed.clone();
    changed[changed.length - 1] ^= 1;
    for (var unreadable : new byte[][] {changed, Arrays.copyOf(closed, 3)}) {
      assertThatThrownBy(() -> box.open(unreadable, "name"))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> box.open(closed, "street"))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> other.open(closed, "name"))
          .isInstanceOf(IllegalStateException.class);
      assertThat(box.open(closed, "name")).isEqualTo(bytes("Ada"));
    }
  }

  private static SecretBox box(int filling) {
    var key = new byte[SecretBox.KEY_BYTES];
    Arrays.fill(key, (byte) filling);
    return new SecretBox(key);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
