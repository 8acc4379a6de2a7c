package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.eventstore.LogForTests;
import io.daybook.eventstore.testing.PostgresForTests;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process that stood still while its segment went to another one, which has let it go again. */
class TokenFenceIT {
  private static final AtomicInteger CLAIMS = new AtomicInteger();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final TokenJson JSON = new TokenJson(Jackson3Serializer.builder().build());

  private static JdbcTemplate jdbc;
  private static FencedTokenStore store;
  private static DriverManagerDataSource again;

  private final String processor = "processor-" + UUID.randomUUID();

  @BeforeAll
  static void open() {
    var database = PostgresForTests.newDatabase();
    var dataSource =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    again = dataSource;
    LogForTests.makeTables(dataSource);
    jdbc = new JdbcTemplate(dataSource);
    store = storeOn(dataSource);
    LogForTests.append(dataSource, "order-1", 0, 10);
  }

  private static FencedTokenStore storeOn(DriverManagerDataSource dataSource) {
    return storeOn(dataSource, true);
  }

  /**
   * @param runs whether the processor runs in the process of this store
   */
  private static FencedTokenStore storeOn(DriverManagerDataSource dataSource, boolean runs) {
    return new FencedTokenStore(
        new TokenTable(new JdbcTemplate(dataSource), TIMEOUT),
        JSON,
        new Claims(System::nanoTime),
        FencedTokenStore.uniqueName(),
        new DataSourceTransactionManager(dataSource),
        () -> LogForTests.head(dataSource),
        _ -> runs,
        CLAIMS::incrementAndGet);
  }

  @Test
  void a_token_that_is_ahead_of_the_log_stops_its_segment_even_when_the_log_has_passed_it() {
    var end = LogForTests.head(again);
    store.initializeTokenSegments(processor, 2, new GlobalSequenceTrackingToken(end));
    jdbc.update(
        "update event_log.token_entry set token = '{\"globalIndex\":%d}' where processor_name = ? and segment = 1"
            .formatted(end + 3),
        processor);
    assertThat(store.fetchToken(processor, 0)).isEqualTo(new GlobalSequenceTrackingToken(end));
    assertThatThrownBy(() -> store.fetchToken(processor, 1))
        .hasMessageContaining("position %d, but the log ends at %d".formatted(end + 3, end));
    LogForTests.append(again, "order-" + processor, 0, 10);
    assertThatThrownBy(() -> store.fetchToken(processor, 1))
        .hasMessageContaining("position %d, but the log ends at %d".formatted(end + 3, end));
    jdbc.update("update event_log.token_entry set stopped = null");
    assertThat(store.fetchToken(processor, 1)).isNotNull();
  }

  @Test
  void every_claim_is_told_and_no_refused_one() {
    store.initializeTokenSegments(processor, 1, new GlobalSequenceTrackingToken(-1));
    var before = CLAIMS.get();
    store.fetchToken(processor, 0);
    assertThat(CLAIMS.get()).isEqualTo(before + 1);
    assertThatThrownBy(() -> storeOn(again).fetchToken(processor, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
    assertThat(CLAIMS.get()).isEqualTo(before + 1);
  }

  @Test
  void a_process_has_a_name_of_its_own_even_where_all_have_the_same_id_and_host() {
    assertThat(FencedTokenStore.uniqueName()).isNotEqualTo(FencedTokenStore.uniqueName());
    store.initializeTokenSegments(processor, 1, new GlobalSequenceTrackingToken(-1));
    store.fetchToken(processor, 0);
    assertThatThrownBy(() -> storeOn(again).fetchToken(processor, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
  }

  @Test
  void a_token_is_moved_by_its_owner() {
    store.initializeTokenSegments(processor, 1, new GlobalSequenceTrackingToken(-1));
    store.fetchToken(processor, 0);
    store.storeToken(new GlobalSequenceTrackingToken(7), processor, 0);
    assertThat(store.fetchToken(processor, 0)).isEqualTo(new GlobalSequenceTrackingToken(7));
  }

  @Test
  void a_token_that_another_process_has_moved_and_released_is_not_set_back() {
    store.initializeTokenSegments(processor, 1, new GlobalSequenceTrackingToken(-1));
    store.fetchToken(processor, 0);
    jdbc.update(
        "update event_log.token_entry set owner = null, token = '{\"globalIndex\":9}' where processor_name = ?",
        processor);
    assertThatThrownBy(() -> store.storeToken(new GlobalSequenceTrackingToken(7), processor, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
    assertThat(store.fetchToken(processor, 0)).isEqualTo(new GlobalSequenceTrackingToken(9));
  }

  /** An owner without a sign of life is of an older release, and lives by the age of its claim. */
  @Test
  void what_an_older_release_claims_is_its_own_for_ten_seconds() {
    store.initializeTokenSegments(processor, 1, new GlobalSequenceTrackingToken(-1));
    ownedBy("old", 9);
    assertThatThrownBy(() -> store.fetchToken(processor, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
    ownedBy("old", 11);
    assertThat(store.fetchToken(processor, 0)).isNotNull();
  }

  @Test
  void what_a_process_claims_is_its_own_until_it_falls_silent() {
    store.initializeTokenSegments(processor, 1, new GlobalSequenceTrackingToken(-1));
    var owner = "owner of " + processor;
    new ProcessTable(jdbc, TIMEOUT).beat(owner, List.of(processor), List.of());
    ownedBy(owner, 60);
    assertThatThrownBy(() -> store.fetchToken(processor, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
    jdbc.update(
        "update event_log.process set beat_at = beat_at - interval '6 seconds' where name = ?",
        owner);
    assertThat(store.fetchToken(processor, 0)).isNotNull();
  }

  private void ownedBy(String owner, int secondsAgo) {
    jdbc.update(
        """
        update event_log.token_entry set owner = ?,
               updated_at = to_char((now() - ? * interval '1 second') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
         where processor_name = ?
        """,
        owner,
        secondsAgo,
        processor);
  }

  @Test
  void who_resets_a_processor_takes_its_tokens_from_their_owner() {
    store.initializeTokenSegments(processor, 1, new GlobalSequenceTrackingToken(-1));
    store.fetchToken(processor, 0);
    var resetting = storeOn(again, false);
    resetting.fetchToken(processor, 0);
    resetting.storeToken(new GlobalSequenceTrackingToken(3), processor, 0);
    assertThatThrownBy(() -> store.storeToken(new GlobalSequenceTrackingToken(7), processor, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
  }

  @Test
  void a_segment_that_was_split_meanwhile_is_not_claimed_as_the_part_that_it_was() {
    store.initializeTokenSegments(processor, 1, new GlobalSequenceTrackingToken(4));
    assertThat(segmentation().resize(processor, 2)).isEmpty();
    assertThatThrownBy(() -> store.fetchToken(processor, Segment.ROOT_SEGMENT))
        .isInstanceOf(UnableToClaimTokenException.class);
    var half = Segment.computeSegment(1, 0, 1);
    assertThat(store.fetchToken(processor, half)).isEqualTo(new GlobalSequenceTrackingToken(4));
  }

  @Test
  void an_owner_whose_segment_is_split_does_not_move_it_any_more() {
    store.initializeTokenSegments(processor, 1, new GlobalSequenceTrackingToken(4));
    store.fetchToken(processor, Segment.ROOT_SEGMENT);
    assertThat(segmentation().resize(processor, 2)).isEmpty();
    assertThatThrownBy(() -> store.storeToken(new GlobalSequenceTrackingToken(7), processor, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
  }

  @Test
  void segments_are_split_evenly_and_merged_back_at_their_own_places() {
    store.initializeTokenSegments(processor, 2, new GlobalSequenceTrackingToken(4));
    assertThat(segmentation().resize(processor, 4)).isEmpty();
    assertThat(store.fetchSegments(processor)).containsExactly(0, 1, 2, 3);
    jdbc.update(
        "update event_log.token_entry set token = '{\"globalIndex\":9}' where processor_name = ? and segment = 3",
        processor);
    assertThat(segmentation().resize(processor, 1)).isEmpty();
    assertThat(store.fetchSegments(processor)).containsExactly(0);
    assertThat(located()).isEqualTo(4);
    assertThat(segmentation().resize(processor, 4)).isEmpty();
    assertThat(
            jdbc.queryForList(
                "select token::json ->> 'globalIndex' from event_log.token_entry where processor_name = ? order by segment",
                String.class,
                processor))
        .containsExactly("4", "4", "4", "9");
  }

  private long located() {
    return new ProcessTable(jdbc, TIMEOUT).located(processor).getFirst().position();
  }

  @Test
  void what_is_stopped_or_so_already_is_refused() {
    store.initializeTokenSegments(processor, 2, new GlobalSequenceTrackingToken(4));
    assertThat(segmentation().resize(processor, 2)).isPresent();
    jdbc.update(
        "update event_log.token_entry set stopped = 'why' where processor_name = ?", processor);
    assertThat(segmentation().resize(processor, 4)).isPresent();
    jdbc.update(
        "update event_log.token_entry set stopped = null where processor_name = ?", processor);
  }

  private static Segmentation segmentation() {
    return new Segmentation(
        new TokenTable(jdbc, TIMEOUT), JSON, new DataSourceTransactionManager(again));
  }
}
