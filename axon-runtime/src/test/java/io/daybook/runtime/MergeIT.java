package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Segments of a processor that writes a row for each event, and fails at a second one for it. */
class MergeIT extends CountersForTests {
  private static final String PROCESSOR = "writing";

  @Autowired ProcessorSegments segments;

  @Test
  void two_halves_at_different_places_are_merged_and_each_event_is_handled_once() {
    assertThat(segments.resize(PROCESSOR, 4)).isEmpty();
    count(40);
    awaitAllWritten();
    var behind = List.of(1, 3);
    behind.forEach(this::stop);
    await().until(() -> behind.stream().allMatch(number -> at(number).owner() == null));
    count(60);
    await().until(() -> at(0).lag() == 0 && at(2).lag() == 0);
    assertThat(behind).allMatch(number -> at(number).lag() > 0);
    jdbc.update("update event_log.token_entry set stopped = null");
    assertThat(segments.resize(PROCESSOR, 1)).isEmpty();
    assertThat(at(0).lag()).isPositive();
    awaitAllWritten();
    count(20);
    assertThat(segments.resize(PROCESSOR, 2)).isEmpty();
    awaitAllWritten();
    await().until(() -> segments.lag(PROCESSOR) == 0);
  }

  @Test
  void whatever_number_it_is_changed_to_under_way_nothing_is_lost_or_handled_twice() {
    for (var number : List.of(8, 3, 5, 1, 2)) {
      count(30);
      assertThat(segments.resize(PROCESSOR, number)).isEmpty();
      assertThat(segments.of(PROCESSOR))
          .hasSize(number)
          .satisfies(
              all ->
                  assertThat(all.stream().mapToDouble(ProcessorSegments.OneSegment::part).sum())
                      .isEqualTo(1.0));
    }
    awaitAllWritten();
  }

  private ProcessorSegments.OneSegment at(int number) {
    return segments.of(PROCESSOR).stream()
        .filter(one -> one.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private void stop(int number) {
    jdbc.update(
        "update event_log.token_entry set stopped = 'for a while' where processor_name = ? and segment = ?",
        PROCESSOR,
        number);
  }

  private void count(int events) {
    var answers = new ArrayList<>(IntStream.range(0, events).mapToObj(this::counted).toList());
    answers.forEach(answer -> answer.join());
  }

  private java.util.concurrent.CompletableFuture<Object> counted(int number) {
    return commands.send(new Counters.Count(id + "-" + number, 1));
  }

  private void awaitAllWritten() {
    await()
        .atMost(java.time.Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(rows("written"))
                    .isEqualTo(rows("event_log.domain_event where payload_type like '%Counted'")));
  }

  private int rows(String from) {
    return jdbc.queryForObject("select count(*) from " + from, Integer.class);
  }
}
