package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever changes history is noticed, even a superuser who has switched off all triggers. */
class SealsIT {
  private final LogForTests log = new LogForTests();
  private final Seals seals = new Seals(log.table, log.jdbc, Clock.systemUTC());

  /** Positions 0 to 2,499 in one seal, 2,500 to 2,509 in a second, 2,510 to 2,519 in none. */
  @BeforeEach
  void seal() {
    IntStream.range(0, 5).forEach(i -> log.append(events("s" + i, 0, 500)));
    seals.sealNew();
    log.append(events("t", 0, 10));
    seals.sealNew();
    log.append(events("u", 0, 10));
  }

  @AfterEach
  void close() {
    seals.close();
    log.close();
  }

  @Test
  void an_untouched_log_is_intact() {
    var verdict = seals.verify(_ -> {});
    assertThat(verdict.intact()).isTrue();
    assertThat(verdict.seals()).isEqualTo(2);
    assertThat(verdict.sealedEvents()).isEqualTo(2_510);
    assertThat(verdict.unsealedEvents()).isEqualTo(10);
    assertThat(verdict.latestHash()).hasSize(64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update event_log.domain_event set payload = '{"a": 1}' where position = 2505      | 2500 | events
          update event_log.domain_event set recorded_at = now() where position = 7          | 0    | events
          update event_log.domain_event set metadata = '{"actor":"x"}' where position = 0   | 0    | events
          update event_log.domain_event set stream = 'z' where position = 2509              | 2500 | events
          delete from event_log.domain_event where position = 1200                          | 0    | events
          delete from event_log.domain_event where position >= 2500                         | 2500 | events
          delete from event_log.seal where first_position = 0                               | 2500 | seal
          update event_log.seal set sealed_at = now() where first_position = 2500           | 2500 | seal
          update event_log.seal set root = sha256('x') where first_position = 0             | 0    | seal
          """)
  void tampering_is_named_with_its_range(String tampering, long firstPosition, String what) {
    log.asSuperuser(tampering);
    var broken = seals.verify(_ -> {}).firstBroken();
    assertThat(broken).isNotNull();
    assertThat(broken.firstPosition()).isEqualTo(firstPosition);
    assertThat(broken.what()).isEqualTo(what);
  }

  @Test
  void sealing_again_seals_only_what_is_new() {
    seals.sealNew();
    seals.sealNew();
    assertThat(seals.verify(_ -> {}).seals()).isEqualTo(3);
    assertThat(seals.verify(_ -> {}).unsealedEvents()).isZero();
  }
}
