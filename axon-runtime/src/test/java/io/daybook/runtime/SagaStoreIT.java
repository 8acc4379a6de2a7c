package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.daybook.eventstore.LogForTests;
import io.daybook.eventstore.testing.PostgresForTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.AssociationValuesImpl;
import org.axonframework.modelling.saga.SagaStorageException;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Axon asks of a saga store. */
class SagaStoreIT {
  private static JdbcTemplate jdbc;
  private static PostgresSagaStore store;
  private static final SagaMemory memory = new SagaMemory(100);

  private final String id = UUID.randomUUID().toString();
  private final AssociationValue order = new AssociationValue("orderId", id);

  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  static class Journey {
    private int steps;

    static Journey after(int steps) {
      var journey = new Journey();
      journey.steps = steps;
      return journey;
    }
  }

  @Revision("2")
  static class Planned extends Journey {}

  @BeforeAll
  static void open() {
    var database = PostgresForTests.newDatabase();
    var dataSource = PostgresForTests.connectionsTo(database);
    LogForTests.makeTables(dataSource);
    jdbc = new JdbcTemplate(dataSource);
    store = new PostgresSagaStore(jdbc, Jackson3Serializer.builder().build(), memory);
  }

  @Test
  void a_saga_is_found_by_each_of_its_associations_and_by_no_other() {
    var parcel = new AssociationValue("parcel", id);
    store.insertSaga(Journey.class, id, Journey.after(1), Set.of(order, parcel));
    assertThat(store.findSagas(Journey.class, order)).containsExactly(id);
    assertThat(store.findSagas(Journey.class, parcel)).containsExactly(id);
    assertThat(store.findSagas(Journey.class, new AssociationValue("orderId", "other"))).isEmpty();
    assertThat(store.findSagas(String.class, order)).isEmpty();
    var found = store.loadSaga(Journey.class, id);
    assertThat(found.saga().steps).isEqualTo(1);
    assertThat(found.associationValues()).containsExactlyInAnyOrder(order, parcel);
  }

  @Test
  void an_update_keeps_state_and_associations() {
    store.insertSaga(Journey.class, id, Journey.after(1), Set.of(order));
    AssociationValues changed = new AssociationValuesImpl(Set.of(order));
    var parcel = new AssociationValue("parcel", id);
    changed.add(parcel);
    changed.remove(order);
    store.updateSaga(Journey.class, id, Journey.after(2), changed);
    assertThat(store.findSagas(Journey.class, order)).isEmpty();
    assertThat(store.findSagas(Journey.class, parcel)).containsExactly(id);
    assertThat(store.loadSaga(Journey.class, id).saga().steps).isEqualTo(2);
  }

  @Test
  void a_saga_that_has_ended_is_gone_with_its_associations() {
    store.insertSaga(Journey.class, id, Journey.after(1), Set.of(order));
    store.deleteSaga(Journey.class, id, Set.of(order));
    assertThat(store.loadSaga(Journey.class, id)).isNull();
    assertThat(store.findSagas(Journey.class, order)).isEmpty();
    assertThat(
            jdbc.queryForObject(
                "select count(*) from event_log.saga_association where saga_id = ?",
                Integer.class,
                id))
        .isZero();
  }

  @Test
  void a_unit_of_work_asks_once_and_the_next_one_asks_again() {
    store.insertSaga(Journey.class, id, Journey.after(1), Set.of(order));
    var batch = DefaultUnitOfWork.startAndGet(null);
    assertThat(store.findSagas(Journey.class, order)).containsExactly(id);
    setSteps(2); // as nobody may, while the batch has the segment: so it shows who asks again
    assertThat(store.findSagas(Journey.class, order)).containsExactly(id);
    assertThat(store.loadSaga(Journey.class, id).saga().steps).isEqualTo(1);
    batch.rollback();
    var next = DefaultUnitOfWork.startAndGet(null);
    assertThat(store.findSagas(Journey.class, order)).containsExactly(id);
    assertThat(store.loadSaga(Journey.class, id).saga().steps).isEqualTo(2);
    next.rollback();
  }

  @Test
  void what_a_batch_has_stored_is_remembered_until_a_segment_is_claimed() {
    store.insertSaga(Journey.class, id, Journey.after(1), Set.of(order));
    inBatch(2, DefaultUnitOfWork::commit);
    setSteps(7); // as nobody may, while the segment is ours: so it shows who asks again
    assertThat(inBatch(3, DefaultUnitOfWork::commit)).isEqualTo(2);
    setSteps(7);
    memory.forgetAll();
    assertThat(inBatch(4, DefaultUnitOfWork::commit)).isEqualTo(7);
  }

  @Test
  void what_a_batch_has_changed_and_not_stored_is_not_remembered() {
    store.insertSaga(Journey.class, id, Journey.after(1), Set.of(order));
    inBatch(2, DefaultUnitOfWork::commit);
    setSteps(7); // the table of this test knows no transactions
    assertThat(inBatch(3, DefaultUnitOfWork::rollback)).isEqualTo(2);
    setSteps(7);
    assertThat(inBatch(4, DefaultUnitOfWork::commit)).isEqualTo(7);
  }

  @Test
  void what_a_batch_has_stored_after_a_claim_is_not_remembered() {
    store.insertSaga(Journey.class, id, Journey.after(1), Set.of(order));
    inBatch(
        2,
        batch -> {
          memory.forgetAll();
          batch.commit();
        });
    setSteps(7);
    assertThat(inBatch(3, DefaultUnitOfWork::commit)).isEqualTo(7);
  }

  @Test
  void one_that_ends_or_changes_what_it_is_found_by_is_not_found_in_memory() {
    store.insertSaga(Journey.class, id, Journey.after(1), Set.of(order));
    inBatch(2, DefaultUnitOfWork::commit);
    var batch = DefaultUnitOfWork.startAndGet(null);
    var parcel = new AssociationValue("parcel", id);
    AssociationValues changed = new AssociationValuesImpl(Set.of(order));
    changed.add(parcel);
    changed.remove(order);
    store.updateSaga(Journey.class, id, Journey.after(3), changed);
    batch.commit();
    var next = DefaultUnitOfWork.startAndGet(null);
    assertThat(store.findSagas(Journey.class, order)).isEmpty();
    assertThat(store.findSagas(Journey.class, parcel)).containsExactly(id);
    store.deleteSaga(Journey.class, id, Set.of(parcel));
    next.commit();
    var last = DefaultUnitOfWork.startAndGet(null);
    assertThat(store.findSagas(Journey.class, parcel)).isEmpty();
    last.rollback();
  }

  @Test
  void a_page_looks_its_sagas_up_at_once_and_stores_them_at_once() {
    var sagas = new ArrayList<AssociationValue>();
    for (int i = 0; i < 50; i++) {
      sagas.add(new AssociationValue("orderId", UUID.randomUUID().toString()));
    }
    var first = DefaultUnitOfWork.startAndGet(null);
    store.lookUp(Journey.class, sagas);
    for (var by : sagas) {
      assertThat(store.findSagas(Journey.class, by)).isEmpty();
      store.insertSaga(Journey.class, by.getValue(), Journey.after(1), Set.of(by));
      assertThat(store.findSagas(Journey.class, by)).containsExactly(by.getValue());
    }
    assertThat(stored(sagas)).isZero();
    first.commit();
    assertThat(stored(sagas)).isEqualTo(50);
    memory.forgetAll();
    var next = DefaultUnitOfWork.startAndGet(null);
    store.lookUp(Journey.class, sagas);
    jdbc.update(
        "update event_log.saga_entry set state = '{\"steps\": 7}'"); // who asks again sees it
    for (var by : sagas) {
      assertThat(store.findSagas(Journey.class, by)).containsExactly(by.getValue());
      assertThat(store.loadSaga(Journey.class, by.getValue()).saga().steps).isEqualTo(1);
      store.deleteSaga(Journey.class, by.getValue(), Set.of(by));
    }
    next.commit();
    assertThat(stored(sagas)).isZero();
  }

  @Test
  void what_has_ended_elsewhere_fails_the_page_that_changes_it() {
    var batch = DefaultUnitOfWork.startAndGet(null);
    store.updateSaga(Journey.class, id, Journey.after(2), new AssociationValuesImpl(Set.of(order)));
    assertThatExceptionOfType(SagaStorageException.class)
        .isThrownBy(batch::commit)
        .withMessageContaining("ended elsewhere");
  }

  private static int stored(List<AssociationValue> sagas) {
    return jdbc.queryForObject(
        "select count(*) from event_log.saga_entry where saga_id = any (?)",
        Integer.class,
        (Object) sagas.stream().map(AssociationValue::getValue).toArray(String[]::new));
  }

  /** Sets the steps in a batch of their own; says how many it has found. */
  private int inBatch(int steps, Consumer<DefaultUnitOfWork<?>> end) {
    var batch = DefaultUnitOfWork.startAndGet(null);
    assertThat(store.findSagas(Journey.class, order)).containsExactly(id);
    var journey = store.loadSaga(Journey.class, id).saga();
    var found = journey.steps;
    journey.steps = steps;
    store.updateSaga(Journey.class, id, journey, new AssociationValuesImpl(Set.of(order)));
    end.accept(batch);
    return found;
  }

  @Test
  void what_a_newer_release_has_stored_is_refused_and_what_an_older_one_has_is_read() {
    store.insertSaga(Planned.class, id, new Planned(), Set.of(order));
    setRevision("2");
    assertThat(store.loadSaga(Planned.class, id)).isNotNull();
    setRevision(null);
    assertThat(store.loadSaga(Planned.class, id)).isNotNull();
    setRevision("3");
    assertThatExceptionOfType(SagaStorageException.class)
        .isThrownBy(() -> store.loadSaga(Planned.class, id))
        .withMessageContaining("Revision 3");
  }

  private void setRevision(String revision) {
    jdbc.update("update event_log.saga_entry set revision = ? where saga_id = ?", revision, id);
  }

  private void setSteps(int steps) {
    jdbc.update(
        "update event_log.saga_entry set state = ?::json where saga_id = ?",
        "{\"steps\": " + steps + "}",
        id);
  }
}
