package io.daybook.outside.call;

import io.daybook.schema.order.OrderRelated;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of calls that are asked for. */
@Component
class NewCallTable {
  private final JdbcTemplate jdbc;
  private final Serializer serializer;

  /**
   * @param calls has made the tables
   */
  NewCallTable(
      DataSource dataSource, @Qualifier("eventSerializer") Serializer serializer, CallTable calls) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.serializer = serializer;
  }

  /**
   * A call that an event asks for.
   *
   * @param now whether the caller makes it himself after the commit; otherwise it is left to {@link
   *     CallTable#claim}
   */
  record Asked(CallKind<?> kind, EventMessage<? extends OrderRelated> message, boolean now) {
    UUID key() {
      return kind.keyOf(message.getPayload()).value();
    }
  }

  /** A row as it is sent. */
  private record Row(
      UUID key,
      String order,
      String port,
      @Nullable String action,
      String eventId,
      String type,
      @Nullable String revision,
      String intent,
      String metadata,
      String since,
      boolean now) {}

  /**
   * Adds calls in the transaction under way, in their order, but for those whose key is there.
   *
   * @param lease of those that the caller makes himself
   * @return the keys of those that the caller has; nobody has one while an earlier one of the same
   *     order and port is open
   */
  Set<UUID> add(List<Asked> asked, Duration lease) {
    var rows = asked.stream().map(this::row).toList();
    return new HashSet<>(
        jdbc
            .query(
                """
            insert into outside.call
                (key, order_id, port, action, event_id, intent_type, intent_revision, intent, metadata,
                 attempts, in_doubt, due_at, held_until, key_since, last_attempt_at)
            select asked.key, asked.order_id, asked.port, asked.action, event_id, type, revision, intent::json,
                   metadata::json, mine.n, mine.n = 1, now() + mine.n * lease.span,
                   case mine.n when 1 then now() + lease.span end, since::timestamptz,
                   case mine.n when 1 then now() end
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                       asked (key, order_id, port, action, event_id, type, revision, intent, metadata, since, now, place),
                   (select ? * interval '1 millisecond' as span) as lease,
                   lateral (select case when asked.now and (
                               select earlier.seq from outside.call earlier
                                where earlier.order_id = asked.order_id and earlier.port = asked.port
                                  and earlier.done_at is null
                                  and (earlier.parked_at is null or earlier.action is not null)
                                order by earlier.order_id, earlier.port, earlier.seq limit 1) is null
                           then 1 else 0 end as n) as mine
             order by place
            on conflict (key) do nothing
            returning key, in_doubt
            """,
                (row, _) ->
                    row.getBoolean(2)
                        ? Stream.of(row.getObject(1, UUID.class))
                        : Stream.<UUID>empty(),
                rows.stream().map(Row::key).toArray(UUID[]::new),
                texts(rows, Row::order),
                texts(rows, Row::port),
                texts(rows, Row::action),
                texts(rows, Row::eventId),
                texts(rows, Row::type),
                texts(rows, Row::revision),
                texts(rows, Row::intent),
                texts(rows, Row::metadata),
                texts(rows, Row::since),
                rows.stream().map(Row::now).toArray(Boolean[]::new),
                lease.toMillis())
            .stream()
            .flatMap(mine -> mine)
            .toList());
  }

  private static @Nullable String[] texts(List<Row> rows, Function<Row, @Nullable String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  private Row row(Asked asked) {
    var message = asked.message();
    var kind = asked.kind();
    var payload = message.serializePayload(serializer, String.class);
    return new Row(
        asked.key(),
        message.getPayload().orderId().toString(),
        kind.port().name(),
        kind.action() == null ? null : kind.action().name(),
        message.getIdentifier(),
        payload.getType().getName(),
        payload.getType().getRevision(),
        payload.getData(),
        message.serializeMetaData(serializer, String.class).getData(),
        message.getTimestamp().toString(),
        asked.now());
  }
}
