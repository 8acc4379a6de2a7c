package io.daybook.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody is erased while his key is being read. */
class KeysTest {
  private static final String ADA = "customer:ada";

  private final KeysInMemory table = new KeysInMemory();
  private final Keys keys = table.keys();
  private final long id = keys.openFor(ADA).id();

  KeysTest() {
    keys.forget();
  }

  @Test
  void who_reads_while_all_is_forgotten_gets_the_key_and_nobody_remembers_it() {
    table.meanwhile = keys::forget;
    assertThat(keys.of(id).isErased()).isFalse();
    table.meanwhile = () -> {};
    table.erase(
        List.of(ADA), List.of(id)); // by another process, of which this one has heard already
    assertThat(keys.of(id).isErased()).isTrue();
  }

  @Test
  void a_key_that_is_erased_here_while_it_is_read_is_not_remembered() {
    table.meanwhile = () -> keys.erase(ADA, List.of(id));
    assertThat(keys.of(id).isErased()).isFalse();
    table.meanwhile = () -> {};
    assertThat(keys.of(id).isErased()).isTrue();
  }
}
