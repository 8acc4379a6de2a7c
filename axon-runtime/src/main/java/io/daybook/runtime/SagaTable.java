package io.daybook.runtime;

import io.daybook.runtime.SagaChanges.Association;
import io.daybook.runtime.SagaChanges.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.modelling.saga.AssociationValue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The SQL of sagas. */
final class SagaTable {
  private static final String COLUMNS =
      """
      select s.saga_id, s.saga_type, s.revision, s.state,
             array(select association_key from event_log.saga_association o
                    where o.saga_id = s.saga_id order by association_key, association_value) as keys,
             array(select association_value from event_log.saga_association o
                    where o.saga_id = s.saga_id order by association_key, association_value) as values
      """;

  private static final String FIND =
      COLUMNS
          + """
            from event_log.saga_association a join event_log.saga_entry s on s.saga_id = a.saga_id
           where a.saga_type = ? and a.association_key = ? and a.association_value = any (?)
          """;

  private static final String LOAD = COLUMNS + "  from event_log.saga_entry s where s.saga_id = ?";

  /** Rows are found by {@code any}, whose plan is the same at every size of the table. */
  private static final String WRITE =
      """
      with inserted as (
          insert into event_log.saga_entry (saga_id, saga_type, revision, state)
          select id, type, revision, state::json from unnest(?, ?, ?, ?) one (id, type, revision, state)),
      added as (
          insert into event_log.saga_association (saga_type, association_key, association_value, saga_id)
          select * from unnest(?, ?, ?, ?)
          on conflict do nothing),
      removed as (
          delete from event_log.saga_association a
           using unnest(?, ?, ?, ?) gone (type, key, value, id)
           where a.saga_id = any (?) and a.saga_id = gone.id and a.saga_type = gone.type
             and a.association_key = gone.key and a.association_value = gone.value),
      forgotten as (delete from event_log.saga_association where saga_id = any (?)),
      ended as (delete from event_log.saga_entry where saga_id = any (?)),
      updated as (
          update event_log.saga_entry s set state = one.state::json, revision = one.revision
            from unnest(?, ?, ?) one (id, revision, state)
           where s.saga_id = any (?) and s.saga_id = one.id
          returning s.saga_id)
      select saga_id from updated
      """;

  private final JdbcTemplate jdbc;

  SagaTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A saga as it stands in the table. */
  record Row(State state, Set<AssociationValue> associations) {}

  /** The sagas of a type that have one of these values of an association. */
  List<Row> find(String sagaType, String key, Collection<String> values) {
    return jdbc.query(FIND, (row, _) -> read(row), sagaType, key, values.toArray(String[]::new));
  }

  /** The saga with an id, if there is one. */
  List<Row> load(String id) {
    return jdbc.query(LOAD, (row, _) -> read(row), id);
  }

  /**
   * Writes all changes in one statement.
   *
   * @return the ids of those that could be updated
   */
  Set<String> write(SagaChanges changes) {
    var arguments = new ArrayList<Object>();
    arguments.add(of(changes.inserted(), State::id));
    arguments.add(of(changes.inserted(), State::type));
    arguments.add(of(changes.inserted(), State::revision));
    arguments.add(of(changes.inserted(), State::json));
    addAll(arguments, changes.added());
    addAll(arguments, changes.removed());
    arguments.add(of(changes.removed(), Association::sagaId));
    arguments.add(changes.ended().toArray(String[]::new));
    arguments.add(changes.ended().toArray(String[]::new));
    arguments.add(of(changes.updated(), State::id));
    arguments.add(of(changes.updated(), State::revision));
    arguments.add(of(changes.updated(), State::json));
    arguments.add(of(changes.updated(), State::id));
    return new HashSet<>(jdbc.queryForList(WRITE, String.class, arguments.toArray()));
  }

  private static void addAll(List<Object> arguments, List<Association> associations) {
    arguments.add(of(associations, Association::sagaType));
    arguments.add(of(associations, one -> one.by().getKey()));
    arguments.add(of(associations, one -> one.by().getValue()));
    arguments.add(of(associations, Association::sagaId));
  }

  private static <T> @Nullable String[] of(
      Collection<T> all, Function<T, @Nullable String> column) {
    return all.stream().map(column).toArray(String[]::new);
  }

  private static Row read(ResultSet row) throws SQLException {
    var keys = (String[]) row.getArray("keys").getArray();
    var values = (String[]) row.getArray("values").getArray();
    var associations = new HashSet<AssociationValue>();
    for (int i = 0; i < keys.length; i++) {
      associations.add(new AssociationValue(keys[i], values[i]));
    }
    return new Row(
        new State(
            row.getString("saga_id"),
            row.getString("saga_type"),
            row.getString("revision"),
            row.getString("state")),
        associations);
  }
}
