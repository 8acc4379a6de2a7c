package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
    var verdict = seals.verify(null, _ -> {});
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
          update event_log.seal set events = 2499 where first_position = 0                  | 0    | seal
          """)
  void tampering_is_named_with_its_range(String tampering, long firstPosition, String what) {
    log.asSuperuser(tampering);
    var broken = seals.verify(null, _ -> {}).firstBroken();
    assertThat(broken).isNotNull();
    assertThat(broken.firstPosition()).isEqualTo(firstPosition);
    assertThat(broken.what()).isEqualTo(what);
  }

  @Test
  void a_log_whose_end_was_cut_off_together_with_its_seals_is_found_by_a_hash_kept_elsewhere() {
    var kept = seals.verify(null, _ -> {}).latestHash();
    assertThat(seals.verify(kept, _ -> {}).expected()).isEqualTo(SealVerdict.Expected.LATEST);
    seals.sealNew();
    assertThat(seals.verify(kept, _ -> {}).expected()).isEqualTo(SealVerdict.Expected.EARLIER);
    log.asSuperuser(
        """
        delete from event_log.domain_event where position >= 2500;
        delete from event_log.seal where first_position >= 2500
        """);
    assertThat(seals.verify(null, _ -> {}).intact()).isTrue();
    var verdict = seals.verify(kept, _ -> {});
    assertThat(verdict.expected()).isEqualTo(SealVerdict.Expected.MISSING);
    assertThat(verdict.intact()).isFalse();
  }

  @Test
  void from_a_seal_on_that_was_kept_nothing_before_it_is_computed() {
    var kept = seals.verify(null, _ -> {}).latestHash();
    seals.sealNew();
    log.asSuperuser("update event_log.domain_event set payload = '{\"a\": 1}' where position = 7");
    var verdict = seals.verifySince(kept, _ -> {});
    assertThat(verdict.intact()).isTrue();
    assertThat(verdict.seals()).isEqualTo(2);
    assertThat(verdict.sealedEvents()).isEqualTo(20);
    assertThat(verdict.unsealedEvents()).isZero();
    assertThat(verdict.expected()).isEqualTo(SealVerdict.Expected.EARLIER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update event_log.domain_event set payload = '{"a": 1}' where position = 2515       | 2510 | events
          delete from event_log.domain_event where position >= 2505                          | 2500 | events
          delete from event_log.seal where last_position = 2509                              |      |
          update event_log.seal set last_position = 2514 where last_position = 2509          | 2500 | seal
          """)
  void from_a_seal_on_that_was_kept_tampering_is_found(
      String tampering, @Nullable Long firstPosition, @Nullable String what) {
    var kept = seals.verify(null, _ -> {}).latestHash();
    seals.sealNew();
    log.asSuperuser(tampering);
    var verdict = seals.verifySince(kept, _ -> {});
    assertThat(verdict.intact()).isFalse();
    var broken = verdict.firstBroken();
    assertThat(broken == null ? null : broken.firstPosition()).isEqualTo(firstPosition);
    assertThat(broken == null ? null : broken.what()).isEqualTo(what);
    if (broken == null) {
      assertThat(verdict.expected()).isEqualTo(SealVerdict.Expected.MISSING);
    }
  }

  @Test
  void a_log_whose_end_was_cut_off_below_its_seals_is_not_sealed_again() {
    log.asSuperuser("delete from event_log.domain_event where position >= 2500");
    assertThatThrownBy(seals::sealNew).hasMessageContaining("cut off");
  }

  @Test
  void an_event_that_was_gone_before_it_was_sealed_is_missing() {
    log.asSuperuser("delete from event_log.domain_event where position = 2515");
    seals.sealNew();
    var broken = seals.verify(null, _ -> {}).firstBroken();
    assertThat(broken).isNotNull();
    assertThat(broken.what()).isEqualTo("missing");
    assertThat(log.jdbc.queryForList("select events from event_log.seal order by 1", Long.class))
        .containsExactly(9L, 10L, 2_500L);
  }

  @Test
  void a_seal_of_the_first_release_did_not_count_and_is_still_verified() {
    var old = log.jdbc.queryForMap("select * from event_log.seal where first_position = 0");
    var hash =
        new LogDigest()
            .add("00".repeat(32))
            .add(0)
            .add(2_499)
            .add(
                ChronoUnit.MICROS.between(
                    Instant.EPOCH, ((Timestamp) old.get("sealed_at")).toInstant()))
            .add(HexFormat.of().formatHex((byte[]) old.get("root")))
            .hex();
    log.asSuperuser(
        "delete from event_log.seal where first_position > 0;"
            + "update event_log.seal set events = null, hash = decode('%s', 'hex')"
                .formatted(hash));
    assertThat(seals.verify(hash, _ -> {}).intact()).isTrue();
    assertThat(seals.verify(hash, _ -> {}).sealedEvents()).isEqualTo(2_500);
  }

  @Test
  void no_event_hides_below_the_first_position() {
    assertThatThrownBy(
            () ->
                log.asSuperuser(
                    "insert into event_log.domain_event select -1, 'x', 0, null, 'e', now(), 'T', null, '{}', '{}'"))
        .hasStackTraceContaining("position_from_0");
  }

  @Test
  void sealing_again_seals_only_what_is_new() {
    seals.sealNew();
    seals.sealNew();
    assertThat(seals.verify(null, _ -> {}).seals()).isEqualTo(3);
    assertThat(seals.verify(null, _ -> {}).unsealedEvents()).isZero();
  }
}
