package io.daybook.outside.call;

import io.daybook.outside.IdempotencyKey;
import io.daybook.runtime.KeptEvents;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The SQL of calls. */
@Component
class CallTable {
  /** Begins a statement that is a transaction of its own and does not wait for the disk. */
  static final String UNHURRIED =
      "with unhurried as materialized (select set_config('synchronous_commit', 'off', true))";

  /** Begins every look at calls that {@link #read} shall read. */
  static final String SELECT =
      "select *, in_doubt as was_in_doubt, last_attempt_at as before_at from outside.call\n";

  private final JdbcTemplate jdbc;
  private final Serializer serializer;
  private final KeptEvents events;

  CallTable(
      DataSource dataSource,
      @Qualifier("eventSerializer") Serializer serializer,
      KeptEvents events) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("outside")
        .locations("classpath:db/outside")
        .load()
        .migrate();
    this.jdbc = new JdbcTemplate(dataSource);
    this.serializer = serializer;
    this.events = events;
  }

  /**
   * Takes calls that are due: those for which no earlier one of the same order and port is open. A
   * parked one is open, be it tried again by itself or not; a parked mail nobody waits for. Other
   * nodes do not take them before the lease has run out. It waits for the disk: an attempt that is
   * forgotten could be looked for in the wrong hours, and a mail be sent twice.
   */
  List<Call> claim(Port port, int most, Duration lease) {
    return jdbc.query(
        """
        update outside.call
           set attempts = attempts + 1, in_doubt = true, last_attempt_at = now(),
               due_at = now() + lease.span, held_until = now() + lease.span
          from (select ? * interval '1 millisecond' as span) as lease
         where key = any (array(
               select key from outside.call due
                where port = ? and done_at is null and (parked_at is null or away) and due_at <= now()
                  and not exists (
                      select 1 from outside.call earlier
                       where earlier.order_id = due.order_id and earlier.port = due.port
                         and earlier.done_at is null and earlier.seq < due.seq
                         and (earlier.parked_at is null or earlier.action is not null))
                order by due_at, seq
                limit ? for update skip locked))
        returning call.*, old.in_doubt as was_in_doubt, old.last_attempt_at as before_at
        """,
        (row, _) -> read(row),
        lease.toMillis(),
        port.name(),
        most);
  }

  /** Holds calls for longer. Whoever changes several rows locks them in the order of their keys. */
  void keep(List<UUID> keys, Duration lease) {
    jdbc.update(
        """
        update outside.call
           set held_until = now() + lease.span, due_at = now() + lease.span
          from (select ? * interval '1 millisecond' as span) as lease,
               (select key from outside.call where key = any (?) order by key for update) as kept
         where call.key = kept.key and held_until is not null and done_at is null
        """,
        lease.toMillis(),
        keys.toArray(UUID[]::new));
  }

  /** Forgets what was done so long ago that nobody undoes it any more. */
  void purge(Duration olderThan) {
    jdbc.update(
        "delete from outside.call where done_at < now() - ? * interval '1 millisecond'",
        olderThan.toMillis());
  }

  /**
   * Reads the event itself only when it is needed: one that cannot be read holds up no other call.
   */
  Call read(ResultSet row) throws SQLException {
    var kept =
        new KeptEvents.Kept(
            row.getString("intent_type"),
            row.getString("intent_revision"),
            row.getString("intent"));
    Supplier<OrderRelated> reading = () -> (OrderRelated) events.read(kept);
    MetaData metadata =
        serializer.deserialize(
            new SimpleSerializedObject<>(
                row.getString("metadata"), String.class, MetaData.class.getName(), null));
    var order = row.getString("order_id");
    var origin =
        new GenericEventMessage<>(
            new GenericMessage<>(row.getString("event_id"), order, metadata), Instant::now);
    var action = row.getString("action");
    return new Call(
        new IdempotencyKey(row.getObject("key", UUID.class)),
        OrderId.parse(order),
        Port.valueOf(row.getString("port")),
        action == null ? null : FulfilmentAction.valueOf(action),
        SingletonSupplier.of(reading),
        origin,
        row.getInt("attempts"),
        row.getBoolean("was_in_doubt"),
        row.getInt("undecided"),
        row.getTimestamp("parked_at") != null,
        row.getString("last_failure"),
        past(row));
  }

  private static Past past(ResultSet row) throws SQLException {
    var last = row.getObject("before_at", OffsetDateTime.class);
    return new Past(
        new IdempotencyKey(row.getObject("key", UUID.class)),
        row.getInt("generation"),
        row.getObject("key_since", OffsetDateTime.class).toInstant(),
        last == null ? null : last.toInstant(),
        row.getBoolean("key_spent"));
  }
}
