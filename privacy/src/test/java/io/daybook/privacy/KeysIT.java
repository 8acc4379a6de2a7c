package io.daybook.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.eventstore.testing.PostgresForTests;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.common.AxonTransientException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Keys in a real table. */
class KeysIT {
  private static final String OTHER_MASTER = "b3RoZXIgbWFzdGVyIGtleSBvZiBhbGwgb3VyIHRlc3Q=";

  private final PostgresForTests.Database database = PostgresForTests.newDatabase();
  private final DataSource connections = PostgresForTests.connectionsTo(database);
  private final JdbcTemplate jdbc = new JdbcTemplate(connections);
  private final Keys keys = node(MasterKey.held(KeysInMemory.MASTER, List.of()));

  KeysIT() {
    Flyway.configure()
        .dataSource(connections)
        .schemas("privacy")
        .locations("classpath:db/privacy")
        .load()
        .migrate();
  }

  private Keys node(MasterKey master) {
    return new Keys(new KeyTable(jdbc), master, KeysInMemory.properties());
  }

  @Test
  void a_subject_has_one_key_whoever_asks_first() throws Exception {
    Callable<Long> ask =
        () -> node(MasterKey.held(KeysInMemory.MASTER, List.of())).openFor("customer:ada").id();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var ids = threads.invokeAll(Collections.nCopies(8, ask));
      for (var id : ids) {
        assertThat(id.get()).isEqualTo(ids.getFirst().get());
      }
    }
    assertThat(keys.idsOf("customer:ada")).hasSize(1);
  }

  @Test
  void what_one_node_seals_another_one_opens_until_it_is_erased() {
    var sealed = keys.openFor("customer:ada").seal("city", "London");
    var other = node(MasterKey.held(KeysInMemory.MASTER, List.of()));
    var id = SubjectKey.idIn(sealed);
    assertThat(other.of(id).open("city", sealed)).isEqualTo("London");
    assertThat(keys.erase("customer:ada", keys.idsOf("customer:ada"))).isEqualTo(1);
    assertThat(keys.of(id).isErased()).isTrue();
    assertThat(other.of(id).isErased()).as("is remembered").isFalse();
    other.forget();
    assertThat(other.of(id).isErased()).isTrue();
    assertThat(jdbc.queryForList("select wrapped from privacy.subject_key", byte[].class))
        .containsOnlyNulls();
  }

  @Test
  void a_closed_key_opens_and_a_new_one_seals() {
    var sealed = keys.openFor("customer:ada").seal("city", "London");
    keys.close("customer:ada");
    var later = keys.openFor("customer:ada");
    assertThat(later.id()).isGreaterThan(SubjectKey.idIn(sealed));
    assertThat(keys.of(SubjectKey.idIn(sealed)).open("city", sealed)).isEqualTo("London");
    assertThat(keys.closedIdsOf("customer:ada")).containsExactly(SubjectKey.idIn(sealed));
  }

  @Test
  void a_key_that_a_restored_table_never_had_is_erased_all_the_same() {
    assertThat(keys.erase("customer:ada", List.of(7L))).isZero();
    assertThat(keys.of(7).isErased()).isTrue();
    assertThat(keys.erase("customer:ada", List.of(7L))).isZero();
  }

  @Test
  void what_is_older_of_a_customer_is_erased_and_what_is_younger_or_of_others_stays() {
    var others = keys.openFor("customer:grace").id();
    var older = keys.openFor("customer:ada").id();
    keys.close("customer:ada");
    var named = keys.openFor("customer:ada").id();
    keys.close("customer:ada");
    var younger = keys.openFor("customer:ada").id();
    assertThat(keys.erase("customer:ada", List.of(named, others))).isEqualTo(2);
    keys.forget();
    assertThat(keys.of(older).isErased()).isTrue();
    assertThat(keys.of(named).isErased()).isTrue();
    assertThat(keys.of(younger).isErased()).isFalse();
    assertThat(keys.of(others).isErased()).isFalse();
  }

  @Test
  void a_table_that_is_away_or_lacks_a_key_is_a_failure_that_passes() {
    var away = new DriverManagerDataSource("jdbc:postgresql://localhost:1/nowhere", "x", "x");
    var unreachable =
        new Keys(
            new KeyTable(new JdbcTemplate(away)),
            MasterKey.held(KeysInMemory.MASTER, List.of()),
            KeysInMemory.properties());
    assertThatThrownBy(() -> unreachable.of(1)).isInstanceOf(AxonTransientException.class);
    assertThatThrownBy(() -> unreachable.openFor("customer:ada"))
        .isInstanceOf(KeysUnavailableException.class);
    assertThatThrownBy(() -> keys.of(1)).isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void another_master_key_takes_over() {
    var sealed = keys.openFor("customer:ada").seal("city", "London");
    var id = SubjectKey.idIn(sealed);
    var without = node(MasterKey.held(OTHER_MASTER, List.of()));
    assertThatThrownBy(() -> without.of(id).open("city", sealed))
        .isInstanceOf(KeysUnavailableException.class);
    var both = node(MasterKey.held(OTHER_MASTER, List.of(KeysInMemory.MASTER)));
    assertThat(both.of(id).open("city", sealed)).isEqualTo("London");
    assertThat(both.rewrap()).isEqualTo(1);
    assertThat(both.rewrap()).isZero();
    without.forget();
    assertThat(without.of(id).open("city", sealed)).isEqualTo("London");
  }
}
