package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.eventstore.LogForTests;
import io.daybook.eventstore.testing.PostgresForTests;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
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

  private static JdbcTemplate jdbc;
  private static TokenStore store;
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

  private static TokenStore storeOn(DriverManagerDataSource dataSource) {
    return FencedTokenStore.create(
        dataSource,
        new DataSourceTransactionManager(dataSource),
        dataSource::getConnection,
        Jackson3Serializer.builder().build(),
        () -> LogForTests.head(dataSource),
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
}
