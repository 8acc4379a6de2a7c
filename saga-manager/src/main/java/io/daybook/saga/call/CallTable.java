package io.daybook.saga.call;

import io.daybook.saga.IdempotencyKey;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** The SQL of calls. */
@Component
class CallTable {
  private static final int LONGEST_FAILURE = 500;

  private final JdbcTemplate jdbc;
  private final Serializer serializer;
  private final TransactionTemplate transaction;

  CallTable(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      @Qualifier("eventSerializer") Serializer serializer) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("outside")
        .locations("classpath:db/outside")
        .load()
        .migrate();
    this.jdbc = new JdbcTemplate(dataSource);
    this.serializer = serializer;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Adds a call in the transaction under way, unless there is one with its key. */
  void add(CallKind<?> kind, EventMessage<? extends OrderRelated> message) {
    var event = message.getPayload();
    var payload = message.serializePayload(serializer, String.class);
    jdbc.update(
        """
        insert into outside.call
            (key, order_id, port, action, event_id, intent_type, intent_revision, intent, metadata)
        values (?, ?, ?, ?, ?, ?, ?, ?::json, ?::json)
        on conflict (key) do nothing
        """,
        kind.keyOf(event).value(),
        event.orderId().toString(),
        kind.port().name(),
        kind.action() == null ? null : kind.action().name(),
        message.getIdentifier(),
        payload.getType().getName(),
        payload.getType().getRevision(),
        payload.getData(),
        message.serializeMetaData(serializer, String.class).getData());
  }

  /**
   * Takes calls that are due: those for which no earlier one of the same order and port is open.
   * Other nodes do not take them before the lease has run out.
   */
  List<Call> claim(Port port, int most, Duration lease) {
    // A mail must not be sent again because its claim was forgotten; the others have their keys.
    return port == Port.MAIL
        ? claimNow(port, most, lease)
        : unhurried(() -> claimNow(port, most, lease));
  }

  private List<Call> claimNow(Port port, int most, Duration lease) {
    return jdbc.query(
        """
        update outside.call
           set attempts = attempts + 1, in_doubt = true, due_at = now() + ? * interval '1 millisecond'
         where key in (
               select key from outside.call due
                where port = ? and done_at is null and parked_at is null and due_at <= now()
                  and not exists (
                      select 1 from outside.call earlier
                       where earlier.order_id = due.order_id and earlier.port = due.port
                         and earlier.done_at is null and earlier.seq < due.seq)
                order by due_at
                limit ? for update skip locked)
        returning call.*, old.in_doubt as was_in_doubt
        """,
        (row, _) -> read(row),
        lease.toMillis(),
        port.name(),
        most);
  }

  /** What the call with a key was asked for by. */
  Optional<Object> intentOf(IdempotencyKey key) {
    return jdbc
        .query(
            "select *, in_doubt as was_in_doubt from outside.call where key = ?",
            (row, _) -> (Object) read(row).intent(),
            key.value())
        .stream()
        .findFirst();
  }

  /** A call that is made twice is recognized by its key, and one that is not is in doubt. */
  void done(Call call) {
    var unused =
        unhurried(
            () ->
                jdbc.update(
                    "update outside.call set done_at = now(), in_doubt = false where key = ?",
                    call.key().value()));
  }

  /** Does not wait for the disk. */
  private <T> T unhurried(Supplier<T> work) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              jdbc.execute("set local synchronous_commit = off");
              return work.get();
            }));
  }

  /** Tries again after a pause; {@code counts} is false when nothing was tried. */
  void again(Call call, Duration pause, String failure, boolean inDoubt, boolean counts) {
    jdbc.update(
        """
        update outside.call
           set due_at = now() + ? * interval '1 millisecond', last_failure = ?, in_doubt = ?, attempts = attempts - ?
         where key = ? and done_at is null
        """,
        pause.toMillis(),
        shortened(failure),
        inDoubt,
        counts ? 0 : 1,
        call.key().value());
  }

  /** Sets a call aside; {@link #unannounced} finds it until its fulfilment is told. */
  void park(Call call, String reason) {
    jdbc.update(
        """
        update outside.call set parked_at = now(), park_announced = (action is null), last_failure = ?
         where key = ? and done_at is null
        """,
        shortened(reason),
        call.key().value());
  }

  List<Call> unannounced(int most) {
    return jdbc.query(
        """
        select *, in_doubt as was_in_doubt from outside.call
         where parked_at is not null and not park_announced order by parked_at limit ?
        """,
        (row, _) -> read(row),
        most);
  }

  void announced(Call call) {
    jdbc.update("update outside.call set park_announced = true where key = ?", call.key().value());
  }

  /** Has parked calls of an order tried again, as if for the first time. */
  void resume(OrderId order, FulfilmentAction action) {
    jdbc.update(
        """
        update outside.call set parked_at = null, park_announced = false, attempts = 0, due_at = now()
         where order_id = ? and action = ? and parked_at is not null and done_at is null
        """,
        order.toString(),
        action.name());
  }

  /** Ends parked calls of an order and answers what they were asked for by. */
  List<Call> giveUp(OrderId order, FulfilmentAction action) {
    return jdbc.query(
        """
        update outside.call set done_at = now()
         where order_id = ? and action = ? and parked_at is not null and done_at is null
        returning call.*, in_doubt as was_in_doubt
        """,
        (row, _) -> read(row),
        order.toString(),
        action.name());
  }

  /** Has a call tried at once that waits for its next attempt: there is news of it. */
  boolean hasten(UUID key) {
    return jdbc.update(
            """
            update outside.call set due_at = now()
             where key = ? and done_at is null and parked_at is null and last_failure is not null
            """,
            key)
        > 0;
  }

  /** Notes a webhook; false when it was noted before. */
  boolean noteWebhook(String eventId) {
    return unhurried(
            () ->
                jdbc.update(
                    "insert into outside.webhook (event_id) values (?) on conflict do nothing",
                    eventId))
        > 0;
  }

  /** Forgets what was done so long ago that nobody undoes it any more. */
  void purge(Duration olderThan) {
    var millis = olderThan.toMillis();
    jdbc.update(
        "delete from outside.call where done_at < now() - ? * interval '1 millisecond'", millis);
    jdbc.update(
        "delete from outside.webhook where received_at < now() - ? * interval '1 millisecond'",
        millis);
  }

  /** How many calls wait, and how many of them are parked. */
  Waiting waiting(Port port) {
    return jdbc.queryForObject(
        """
        select count(*) filter (where parked_at is null), count(*) filter (where parked_at is not null)
          from outside.call where port = ? and done_at is null
        """,
        (row, _) -> new Waiting(row.getLong(1), row.getLong(2)),
        port.name());
  }

  record Waiting(long open, long parked) {}

  /**
   * Reads the event itself only when it is needed: one that cannot be read holds up no other call.
   */
  private Call read(ResultSet row) throws SQLException {
    var written =
        new SimpleSerializedObject<>(
            row.getString("intent"),
            String.class,
            row.getString("intent_type"),
            row.getString("intent_revision"));
    Supplier<OrderRelated> reading = () -> serializer.deserialize(written);
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
        row.getString("last_failure"));
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= LONGEST_FAILURE
        ? text
        : text.substring(0, LONGEST_FAILURE);
  }
}
