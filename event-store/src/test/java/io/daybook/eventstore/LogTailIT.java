package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** A log that goes back under a process, as a restore or a failover that lost its end does. */
class LogTailIT {
  private final LogForTests log = new LogForTests();
  private final List<String> ends = new CopyOnWriteArrayList<>();
  private LogTail tail;

  @BeforeEach
  void open() {
    append("before", 5);
    var reader =
        new EventReader(
            Jackson3Serializer.builder().build(), new AnnotationRevisionResolver(), List.of());
    tail = new LogTail(log.table, log.table, reader, () -> {}, ends::add);
  }

  @AfterEach
  void close() {
    tail.close();
    log.close();
  }

  @Test
  void an_end_that_is_gone_is_noticed() {
    readToTheEnd();
    log.asSuperuser("delete from event_log.domain_event where position >= 7");
    await().untilAsserted(() -> assertThat(ends).isNotEmpty());
    assertThat(ends.getFirst()).contains("went back", "position 9", "nothing is in its place");
    var health = new LogReachable(new Pulse(Duration.ofSeconds(1)), tail.pulse(), tail::wentBack);
    assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
  }

  @Test
  void an_end_that_was_written_anew_is_noticed_and_not_passed_on() {
    var stream = readToTheEnd();
    log.asSuperuser("delete from event_log.domain_event where position >= 7");
    append("anew", 10);
    await().untilAsserted(() -> assertThat(ends).isNotEmpty());
    assertThat(stream.peek()).isEmpty();
    assertThat(tail.head()).isEqualTo(9);
  }

  @Test
  void a_process_that_only_appends_notices_too() {
    append("more", 5);
    await().until(() -> tail.head() == 9);
    log.asSuperuser("delete from event_log.domain_event where position >= 7");
    append("anew", 10);
    await().untilAsserted(() -> assertThat(ends).isNotEmpty());
  }

  @Test
  void a_log_that_only_grows_is_followed_from_empty_memory_and_by_full_pages() {
    readToTheEnd();
    append("many", 2 * EventTable.PAGE + 1);
    await().until(() -> tail.head() == 10 + 2 * EventTable.PAGE);
    assertThat(ends).isEmpty();
    assertThat(tail.lastLook()).isLessThan(LogForTests.PATIENCE);
  }

  @Test
  void who_gathers_gets_a_lone_event_at_once_and_the_last_of_many_when_it_is_calm_again() {
    var stream = tail.openStream(new GlobalSequenceTrackingToken(4), Duration.ofHours(1));
    append("lone", 1);
    await().until(() -> stream.peek().isPresent());
    append("many", 2 * EventTable.PAGE);
    append("last", 1);
    await().until(() -> tail.head() == 6 + 2 * EventTable.PAGE);
    var got = new AtomicInteger();
    await()
        .until(
            () -> {
              while (stream.hasNextAvailable(0, TimeUnit.MILLISECONDS)) {
                stream.nextAvailable();
                got.incrementAndGet();
              }
              return got.get() == 2 + 2 * EventTable.PAGE;
            });
  }

  @Test
  void who_gathers_does_not_wait_for_more_than_a_page_is_worth() throws InterruptedException {
    // nobody but this test passes anything on to it
    var stream = new LogStream(tail, 4, Duration.ofHours(1));
    append("first", 1);
    await().until(() -> tail.head() == 5);
    stream.passOn(true);
    assertThat(stream.nextAvailable()).isNotNull();
    append("few", LogStream.WORTH_A_PAGE - 1);
    await().until(() -> tail.head() == 4 + LogStream.WORTH_A_PAGE);
    stream.passOn(true);
    assertThat(stream.peek()).isEmpty();
    append("enough", 1);
    await().until(() -> tail.head() == 5 + LogStream.WORTH_A_PAGE);
    stream.passOn(true);
    assertThat(stream.peek()).isPresent();
  }

  @Test
  void an_append_that_is_repeated_on_a_log_that_lost_what_it_follows_leaves_no_hole() {
    var lose = new AtomicInteger(1);
    var losing =
        new LosingAnswers(
            log,
            () -> lose.getAndDecrement() > 0,
            () -> log.asSuperuser("delete from event_log.domain_event where position >= 3"));
    var end = LogForTests.endOf(log.all());
    try (var commits = LogForTests.commitsOn(losing, 10, LogForTests.PATIENCE)) {
      assertThatThrownBy(() -> commits.append(events("before", 5, 1), List.of(end)))
          .isInstanceOf(ConcurrencyException.class);
    }
    assertThat(log.all()).extracting(EventRow::version).containsExactly(0L, 1L, 2L);
  }

  @Test
  void an_append_to_a_log_that_went_back_and_on_differently_is_not_made() {
    var end = LogForTests.endOf(log.all());
    log.asSuperuser("delete from event_log.domain_event where position >= 3");
    try (var commits = log.commits()) {
      assertThatThrownBy(() -> commits.append(events("before", 5, 1), List.of(end)))
          .isInstanceOf(ConcurrencyException.class);
      log.append(events("before", 3, 2));
      assertThatThrownBy(() -> commits.append(events("before", 5, 1), List.of(end)))
          .isInstanceOf(ConcurrencyException.class);
    }
    assertThat(log.all()).extracting(EventRow::version).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void a_tail_that_is_dead_says_so() {
    tail.close();
    await().until(() -> tail.lastLook().compareTo(LogForTests.PATIENCE) > 0);
  }

  private LogStream readToTheEnd() {
    var stream = (LogStream) tail.openStream(new GlobalSequenceTrackingToken(9));
    append("more", 5);
    await().until(() -> tail.head() == 9);
    return stream;
  }

  private void append(String stream, int count) {
    log.append(events(stream, 0, count));
    if (tail != null) {
      tail.wake();
    }
  }
}
