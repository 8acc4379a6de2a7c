package io.daybook.saga.fulfilment;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of waits. */
@Component
class WaitTable implements Waits {
  private static final String FOR_ANSWERS =
      " where action <> '" + FulfilmentAction.SHIP_ORDER + "'";

  private final JdbcTemplate jdbc;
  private final Duration again;

  WaitTable(DataSource dataSource, FulfilmentProperties properties) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("saga")
        .locations("classpath:db/fulfilment")
        .load()
        .migrate();
    this.jdbc = new JdbcTemplate(dataSource);
    this.again = properties.stageDeadline();
  }

  /** What becomes of the waits of a batch, which are written together before its commit. */
  private record Page(SortedMap<String, Begun> begun, Set<String> ended) {
    Page() {
      this(new TreeMap<>(), new TreeSet<>());
    }
  }

  private record Begun(FulfilmentAction action, Duration patience) {}

  @Override
  public void begin(OrderId order, FulfilmentAction action, Duration patience) {
    var page = page();
    page.ended().remove(order.toString());
    page.begun().put(order.toString(), new Begun(action, patience));
    writeWithoutBatch(page);
  }

  @Override
  public void end(OrderId order) {
    var page = page();
    page.begun().remove(order.toString());
    page.ended().add(order.toString());
    writeWithoutBatch(page);
  }

  private Page page() {
    if (!CurrentUnitOfWork.isStarted()) {
      return new Page();
    }
    var root = CurrentUnitOfWork.get().root();
    return root.getOrComputeResource(
        Page.class.getName(),
        _ -> {
          var page = new Page();
          root.onPrepareCommit(_ -> write(page));
          return page;
        });
  }

  private void writeWithoutBatch(Page page) {
    if (!CurrentUnitOfWork.isStarted()) {
      write(page);
    }
  }

  private void write(Page page) {
    var begun = page.begun().values();
    jdbc.update(
        """
        with begun as (
            insert into saga.waiting (order_id, action, due_at)
            select order_id, action, now() + patience * interval '1 millisecond'
              from unnest(?, ?, ?) one (order_id, action, patience)
            on conflict (order_id) do update set
                action = excluded.action, since = excluded.since, due_at = excluded.due_at, reports = 0)
        delete from saga.waiting where order_id = any (?)
        """,
        page.begun().keySet().toArray(String[]::new),
        begun.stream().map(one -> one.action().name()).toArray(String[]::new),
        begun.stream().map(one -> one.patience().toMillis()).toArray(Long[]::new),
        page.ended().toArray(String[]::new));
  }

  /**
   * One that has waited too long.
   *
   * @param reports how often this was found, this time included
   */
  record Overdue(OrderId orderId, FulfilmentAction action, Instant since, int reports) {}

  /**
   * Some that were due at an instant, longest first; locked until the end of the transaction, so no
   * two nodes get the same.
   */
  List<OrderId> due(Instant until, int most) {
    return jdbc.query(
        """
        select order_id from saga.waiting
         where due_at <= ? order by due_at limit ? for update skip locked
        """,
        (row, _) -> OrderId.parse(row.getString(1)),
        Timestamp.from(until),
        most);
  }

  /**
   * Gives the whole deadline to those whose call was noted late.
   *
   * @param notedAt when
   * @return those that are no longer due
   */
  Set<OrderId> postpone(Map<OrderId, Instant> notedAt) {
    return Set.copyOf(
        jdbc.query(
            """
            update saga.waiting w set due_at = noted.at + ? * interval '1 millisecond'
              from unnest(?, ?) noted (order_id, at)
             where w.order_id = noted.order_id and noted.at > now() - ? * interval '1 millisecond'
            returning w.order_id
            """,
            (row, _) -> OrderId.parse(row.getString(1)),
            again.toMillis(),
            notedAt.keySet().stream().map(OrderId::toString).toArray(String[]::new),
            notedAt.values().stream().map(Timestamp::from).toArray(Timestamp[]::new),
            again.toMillis()));
  }

  /** Notes that these were found; they are due again after another deadline. */
  List<Overdue> report(Collection<OrderId> orders) {
    return jdbc.query(
        """
        update saga.waiting set reports = reports + 1, due_at = now() + ? * interval '1 millisecond'
         where order_id = any (?)
        returning order_id, action, since, reports
        """,
        (row, _) ->
            new Overdue(
                OrderId.parse(row.getString("order_id")),
                FulfilmentAction.valueOf(row.getString("action")),
                row.getTimestamp("since").toInstant(),
                row.getInt("reports")),
        again.toMillis(),
        orders.stream().map(OrderId::toString).toArray(String[]::new));
  }

  /**
   * A deadline that runs.
   *
   * @param reports how often it has passed already
   */
  record Running(Instant since, Instant dueAt, int reports) {}

  /** The deadline of a fulfilment; empty when none runs. */
  Optional<Running> running(OrderId order) {
    return jdbc
        .query(
            "select since, due_at, reports from saga.waiting where order_id = ?",
            (row, _) ->
                new Running(
                    row.getTimestamp("since").toInstant(),
                    row.getTimestamp("due_at").toInstant(),
                    row.getInt("reports")),
            order.toString())
        .stream()
        .findFirst();
  }

  /** How many wait for an answer; those that people work on are not counted. */
  long count() {
    return number("select count(*) from saga.waiting" + FOR_ANSWERS);
  }

  /** How long the one has waited that has waited longest. */
  long longestSeconds() {
    return number(
        "select coalesce(extract(epoch from now() - min(since)), 0)::bigint from saga.waiting"
            + FOR_ANSWERS);
  }

  /** How many have been reported as overdue and still wait for the same; those of people not. */
  long overdue() {
    return number("select count(*) from saga.waiting" + FOR_ANSWERS + " and reports > 0");
  }

  /** How many wait for the outcome of an action. */
  long count(FulfilmentAction action) {
    return number("select count(*) from saga.waiting where action = ?", action.name());
  }

  private long number(String sql, Object... values) {
    return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class, values));
  }
}
