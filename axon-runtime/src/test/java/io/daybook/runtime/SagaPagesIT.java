package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.daybook.eventstore.LogForTests;
import io.daybook.eventstore.testing.PostgresForTests;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A page of events, from Axon's manager of sagas down to their table. */
class SagaPagesIT {
  private static JdbcTemplate jdbc;
  private static OneSegmentSagaManager<Parcel> manager;

  private final List<String> parcels =
      IntStream.range(0, 30).mapToObj(_ -> UUID.randomUUID().toString()).toList();

  record Sent(String id) {}

  record Moved(String id) {}

  record Delivered(String id) {}

  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  static class Parcel {
    private int moves;

    @StartSaga
    @SagaEventHandler(associationProperty = "id")
    void on(Sent event) {}

    @SagaEventHandler(associationProperty = "id")
    void on(Moved event) {
      moves++;
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "id")
    void on(Delivered event) {}
  }

  @BeforeAll
  static void open() {
    var dataSource = PostgresForTests.connectionsTo(PostgresForTests.newDatabase());
    LogForTests.makeTables(dataSource);
    jdbc = new JdbcTemplate(dataSource);
    // Fewer are kept in memory than a page has, so some are read from the table.
    var store =
        new PostgresSagaStore(jdbc, Jackson3Serializer.builder().build(), new SagaMemory(10));
    var repository =
        AnnotatedSagaRepository.<Parcel>builder().sagaType(Parcel.class).sagaStore(store).build();
    manager =
        new OneSegmentSagaManager<>(
            AnnotatedSagaManager.<Parcel>builder()
                .sagaType(Parcel.class)
                .sagaFactory(Parcel::new)
                .sagaRepository(repository),
            Parcel.class,
            store);
  }

  @Test
  void what_a_page_of_many_sagas_changes_is_written_by_one_statement() {
    handle(parcels.stream().<Object>map(Sent::new));
    assertThat(statements()).isEqualTo(1);
    handle(Stream.concat(moves(), moves()));
    assertThat(statements()).isEqualTo(1);
    assertThat(moved(2)).isEqualTo(parcels.size());
    handle(Stream.concat(moves(), parcels.stream().skip(1).map(Delivered::new)));
    assertThat(moved(3)).isOne();
    assertThat(rows()).isOne();
  }

  @Test
  void nothing_is_left_out_when_the_last_event_of_a_page_reaches_no_saga() {
    handle(parcels.stream().<Object>map(Sent::new));
    handle(Stream.concat(moves(), Stream.of("not handed on")));
    assertThat(moved(1)).isEqualTo(parcels.size());
  }

  private Stream<Object> moves() {
    return parcels.stream().map(Moved::new);
  }

  private static void handle(Stream<Object> events) {
    List<EventMessage<?>> page =
        events.<EventMessage<?>>map(GenericEventMessage::asEventMessage).toList();
    var batch = new BatchingUnitOfWork<EventMessage<?>>(page);
    var result =
        batch.executeWithResult(
            () -> {
              if (!(batch.getMessage().getPayload() instanceof String)) {
                manager.handle(batch.getMessage(), Segment.ROOT_SEGMENT);
              }
              return null;
            });
    assertThat(result.isExceptional()).isFalse();
  }

  /** Of how many statements rows are there: nothing begins a transaction here. */
  private long statements() {
    return count("select count(distinct xmin::text) from event_log.saga_entry where ");
  }

  private long rows() {
    return count("select count(*) from event_log.saga_entry where ");
  }

  private long moved(int times) {
    return count(
        "select count(*) from event_log.saga_entry where (state ->> 'moves')::int = %d and "
            .formatted(times));
  }

  /** Of the parcels of this test. */
  private long count(String select) {
    return jdbc.queryForObject(
        select
            + """
            saga_id in (select saga_id from event_log.saga_association
                         where association_value = any (?))
            """,
        Long.class,
        (Object) parcels.toArray(String[]::new));
  }
}
