package io.daybook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of an entity tag the version counts; what is no tag of ours is equal to none. */
class IfMatchTest {

  @Test
  void the_tags_of_commands_and_of_pages_name_versions() {
    assertThat(versions("\"3\"")).containsExactly(3L);
    assertThat(versions("\"3.1207\"")).containsExactly(3L);
    assertThat(versions("\"3\" , \"4.7\"")).containsExactlyInAnyOrder(3L, 4L);
    assertThat(IfMatch.parse(List.of("\"3\"", "\"4\"")).versions())
        .containsExactlyInAnyOrder(3L, 4L);
  }

  @Test
  void a_star_holds_for_all_that_exists() {
    var star = IfMatch.parse(List.of(" * "));
    assertThat(star.holds(0L)).isTrue();
    assertThat(star.holds(-1L)).isFalse();
    assertThat(star.holds(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"3\"", "\"another\"", "\"\"", "\"3.\"", "\"-3\"", "\"3.1.2\""})
  void a_weak_tag_and_one_of_others_hold_for_nothing(String tag) {
    var condition = IfMatch.parse(List.of(tag));
    assertThat(condition.any()).isFalse();
    assertThat(condition.versions()).isEmpty();
    assertThat(condition.holds(3L)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "\"3", "\"3\" \"4\"", "\"a b\"", "*, \"3\"", "w/\"3\""})
  void what_is_no_tag_at_all_is_a_bad_request(String text) {
    assertThatThrownBy(() -> IfMatch.parse(List.of(text))).isInstanceOf(Refused.class);
  }

  private static Set<Long> versions(String header) {
    return IfMatch.parse(List.of(header)).versions();
  }
}
