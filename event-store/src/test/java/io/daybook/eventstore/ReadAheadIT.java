package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reader that is many pages back: what it gets, and what is decoded before it asks. */
class ReadAheadIT {
  private static final int EVENTS = 12 * EventTable.PAGE + 7;
  private static final int BROKEN = 4 * EventTable.PAGE + 2;
  private static final Set<String> DECODED_BY = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger IGNORED = new AtomicInteger();

  /** Every even event. */
  record Wanted(int number) {
    Wanted {
      DECODED_BY.add(Thread.currentThread().getName().replaceAll("\\d+$", ""));
    }
  }

  /** Every odd one. */
  record Ignored(int number) {
    Ignored {
      IGNORED.incrementAndGet();
    }
  }

  private final LogForTests log = new LogForTests();
  private LogTail tail;

  @BeforeEach
  void open() {
    DECODED_BY.clear();
    IGNORED.set(0);
    for (int from = 0; from < EVENTS; from += EventTable.PAGE) {
      var last = Math.min(EVENTS, from + EventTable.PAGE);
      log.append(IntStream.range(from, last).mapToObj(ReadAheadIT::event).toList());
    }
    var reader =
        new EventReader(
            Jackson3Serializer.builder().build(), new AnnotationRevisionResolver(), List.of());
    tail = new LogTail(log.table, log.table, reader, () -> {}, _ -> {});
  }

  @AfterEach
  void close() {
    tail.close();
    log.close();
  }

  @Test
  void all_events_come_in_their_order_and_those_that_are_wanted_are_decoded_ahead()
      throws InterruptedException {
    var positions = new ArrayList<Long>();
    var numbers = new ArrayList<Integer>();
    var failed = new ArrayList<Long>();
    try (var stream = tail.openStream(null)) {
      for (int i = 0; i < EVENTS; i++) {
        var event = stream.nextAvailable();
        var position = event.trackingToken().position().orElseThrow();
        positions.add(position);
        if (event.getPayloadType() == Wanted.class) {
          read(event, numbers, failed);
        }
      }
    }
    assertThat(positions).isSorted().doesNotHaveDuplicates().hasSize(EVENTS);
    assertThat(failed).as("who needs the broken one").containsExactly((long) BROKEN);
    assertThat(numbers).isSorted().hasSize((EVENTS + 1) / 2 - 1);
    assertThat(DECODED_BY).as("the reader's thread, and others").contains("log-ahead-").hasSize(2);
    assertThat(IGNORED).hasValue(0);
  }

  @Test
  void what_a_reader_has_no_use_for_is_not_read_but_for_the_last_of_a_page()
      throws InterruptedException {
    var got = new ArrayList<Long>();
    try (var stream = tail.openStream(null)) {
      for (long position = -1; position < EVENTS - 1; ) {
        var event = stream.nextAvailable();
        position = event.trackingToken().position().orElseThrow();
        got.add(position);
        if (event.getPayloadType() == Ignored.class) {
          stream.skipMessagesWithPayloadTypeOf(event);
        }
      }
    }
    assertThat(got).isSorted().doesNotHaveDuplicates();
    assertThat(got.stream().filter(p -> p % 2 == 0)).as("wanted").hasSize((EVENTS + 1) / 2);
    var pages = EVENTS / EventTable.PAGE;
    assertThat(got.stream().filter(p -> p % 2 != 0 && p % EventTable.PAGE != EventTable.PAGE - 1))
        .as("ignored: of what was begun before, and of the page that grows")
        .hasSizeLessThan(5 * EventTable.PAGE / 2);
    assertThat(got.stream().filter(p -> p % EventTable.PAGE == EventTable.PAGE - 1))
        .as("the last of each full page")
        .hasSize(pages);
  }

  @Test
  void who_wants_an_event_gets_it_though_another_far_back_does_not() throws InterruptedException {
    try (var choosy = tail.openStream(null);
        var other = tail.openStream(null)) {
      assertThat(choosy.nextAvailable().getPayloadType()).isEqualTo(Wanted.class);
      choosy.skipMessagesWithPayloadTypeOf(choosy.nextAvailable());
      for (long position = 0; position < EVENTS; position++) {
        assertThat(other.nextAvailable().trackingToken().position()).hasValue(position);
        if (position % 2 == 0 && position > 0) {
          var event = choosy.nextAvailable();
          while (event.getPayloadType() != Wanted.class) {
            event = choosy.nextAvailable();
          }
          assertThat(event.trackingToken().position()).hasValue(position);
        }
      }
    }
  }

  @Test
  void a_reader_who_is_far_from_all_others_gets_what_he_wants() throws InterruptedException {
    var ignored = new ArrayList<Long>();
    try (var choosy = tail.openStream(null);
        var other = tail.openStream(null)) {
      assertThat(other.nextAvailable().trackingToken().position()).hasValue(0);
      for (long position = -1; position < EVENTS - 1; ) {
        var event = choosy.nextAvailable();
        position = event.trackingToken().position().orElseThrow();
        if (event.getPayloadType() == Ignored.class) {
          choosy.skipMessagesWithPayloadTypeOf(event);
          ignored.add(position / EventTable.PAGE);
        }
      }
    }
    assertThat(ignored.stream().filter(page -> page == 5)).as("near").hasSize(EventTable.PAGE / 2);
    assertThat(ignored.stream().filter(page -> page == 11)).as("the last of its page").hasSize(1);
  }

  private static void read(TrackedEventMessage<?> event, List<Integer> numbers, List<Long> failed) {
    try {
      numbers.add(((Wanted) event.getPayload()).number());
    } catch (SerializationException _) {
      failed.add(event.trackingToken().position().orElseThrow());
    }
  }

  private static EventRow event(int number) {
    var type = number % 2 == 0 ? Wanted.class : Ignored.class;
    var payload = number == BROKEN ? "{\"number\":\"none\"}" : "{\"number\":" + number + "}";
    return new EventRow(
        -1,
        "stream-" + number,
        0,
        "Test",
        "event-" + number,
        Instant.now(),
        type.getName(),
        null,
        payload,
        "{}");
  }
}
