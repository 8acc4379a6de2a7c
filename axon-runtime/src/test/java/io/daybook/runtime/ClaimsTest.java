package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.Test;

/** What a process may still do, by its own clock. */
class ClaimsTest {
  private static final Place PLACE = new Place("stock", 0);

  private final AtomicLong now = new AtomicLong(-5);
  private final Claims claims = new Claims(now::get);

  private void after(Duration duration) {
    now.addAndGet(duration.toNanos());
  }

  @Test
  void nothing_is_done_for_a_segment_once_another_process_may_have_it() {
    claims.claimed("stock", Segment.ROOT_SEGMENT, null);
    claims.validUntil(now.get() + Duration.ofSeconds(5).toNanos());
    after(Duration.ofMillis(4_999));
    assertThatCode(() -> claims.require(PLACE)).doesNotThrowAnyException();
    after(Duration.ofMillis(1));
    assertThatThrownBy(() -> claims.require(PLACE)).isInstanceOf(UnableToClaimTokenException.class);
    claims.validUntil(now.get() + 1);
    assertThatCode(() -> claims.require(PLACE)).doesNotThrowAnyException();
    claims.released("stock", 0);
    assertThatThrownBy(() -> claims.require(PLACE)).isInstanceOf(UnableToClaimTokenException.class);
  }

  @Test
  void what_fails_three_times_running_is_left_to_others_longer_each_time() {
    claims.failed(PLACE);
    claims.failed(PLACE);
    claims.succeeded(PLACE);
    claims.failed(PLACE);
    claims.failed(PLACE);
    assertThat(claims.refused(Set.of(PLACE))).isEmpty();
    claims.failed(PLACE);
    assertThat(claims.refused(Set.of(PLACE))).containsExactly(PLACE);
    after(Duration.ofMinutes(1));
    assertThat(claims.refused(Set.of(PLACE))).isEmpty();
    claims.failed(PLACE);
    after(Duration.ofMinutes(1));
    assertThat(claims.refused(Set.of(PLACE))).containsExactly(PLACE);
    claims.succeeded(PLACE);
    assertThat(claims.refused(Set.of(PLACE))).isEmpty();
  }

  @Test
  void a_release_that_cannot_get_past_an_event_leaves_everything_to_others() {
    claims.outdated();
    assertThat(claims.refused(Set.of(PLACE))).containsExactly(PLACE);
  }
}
