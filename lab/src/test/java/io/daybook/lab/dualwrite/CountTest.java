package io.daybook.lab.dualwrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountTest {

  @Test
  void the_books_of_both_sides_are_compared_by_order() {
    var count =
        Count.of(List.of("lost", "well", "twice"), List.of("twice", "ghost", "well", "twice"));
    assertThat(count).isEqualTo(new Count(3, 1, 1, 1));
    assertThat(count.isEven()).isFalse();
  }

  @Test
  void what_is_told_twice_is_even() {
    var count = Count.of(List.of("a"), List.of("a", "a"));
    assertThat(count.isEven()).isTrue();
    assertThat(count.verdict()).isEqualTo("there, and told twice");
  }

  @Test
  void counts_are_added_and_taken_from_one_another() {
    var one = new Count(5, 1, 2, 3);
    assertThat(one.plus(one).minus(one)).isEqualTo(one);
  }
}
