package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.eventstore.testing.PostgresForTests;
import java.util.UUID;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process that stood still while its segment went to another one, which has let it go again. */
class TokenFenceIT {
  private static JdbcTemplate jdbc;
  private static TokenStore store;

  private final String processor = "processor-" + UUID.randomUUID();

  @BeforeAll
  static void open() {
    var database = PostgresForTests.newDatabase();
    var dataSource =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    LogMigration.of(dataSource, null);
    jdbc = new JdbcTemplate(dataSource);
    store =
        FencedTokenStore.create(dataSource::getConnection, Jackson3Serializer.builder().build());
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
