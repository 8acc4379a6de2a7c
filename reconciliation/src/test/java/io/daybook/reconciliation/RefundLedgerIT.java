package io.daybook.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.Disposition;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.order.ReturnId;
import io.daybook.schema.order.ReturnedLine;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the ledger has of returns and refunds after some events, however they are batched. */
class RefundLedgerIT {
  private static final Instant SINCE = Instant.parse("2026-11-17T03:00:00Z");
  private static final Span SPAN = new Span("run", SINCE, SINCE.plusSeconds(9), SINCE);
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final PaymentId PAYMENT = new PaymentId(ORDER);
  private static final ReturnId RETURN = new ReturnId(new UUID(2, 2));
  private static final Money TOTAL = Money.parse("GBP 10.00");
  private static final PaymentToken TOKEN = new PaymentToken("tok");

  private final LedgerForTests ledger = new LedgerForTests();
  private final OurBooks books = new OurBooks(ledger.dataSource, ledger.tables);
  private long position = -1;

  @Test
  void what_came_back_is_worth_its_price_when_it_was_ordered_whatever_the_return_says() {
    for (var events : List.of(ordered(), List.of(returned("GBP 99.00")))) {
      post(events);
    }
    assertThat(refund(RETURN.toString()).returned()).isEqualTo(Money.parse("GBP 7.00"));
    assertThat(refund(RETURN.toString()).refunded().isZero()).isTrue();
    post(List.of(new PaymentRefunded(PAYMENT, ORDER, id(RETURN), Money.parse("GBP 7.00"))));
    assertThat(refund(RETURN.toString()).differences()).isEmpty();
  }

  @Test
  void a_return_and_its_refund_come_in_one_batch_or_in_many() {
    var events =
        List.of(
            returned("GBP 7.00"),
            new PaymentRefunded(PAYMENT, ORDER, id(RETURN), Money.parse("GBP 7.00")));
    post(ordered());
    post(events);
    assertThat(books.refunds(SPAN, "", "")).singleElement().matches(r -> r.differences().isEmpty());
  }

  @Test
  void what_was_taken_for_a_cancelled_order_has_to_go_back() {
    post(ordered());
    post(List.of(new OrderCancelled(ORDER, CancellationCause.OPERATOR, "r")));
    assertThat(refund("cancellation").returned()).isEqualTo(TOTAL);
    var back = new PaymentRefunded(PAYMENT, ORDER, new RefundId("cancellation"), TOTAL);
    post(List.of(back));
    assertThat(refund("cancellation").differences()).isEmpty();
  }

  @Test
  void money_that_was_taken_after_the_order_was_cancelled_has_to_go_back_too() {
    post(ordered().subList(0, 2));
    post(List.of(new OrderCancelled(ORDER, CancellationCause.TIMEOUT, "r")));
    assertThat(books.refunds(SPAN, "", "")).isEmpty();
    post(ordered().subList(2, 3));
    assertThat(refund("cancellation").returned()).isEqualTo(TOTAL);
  }

  @Test
  void what_is_not_equal_is_read_however_old_and_what_is_equal_when_it_changed() {
    refund(1, "3", "3", SINCE.minusSeconds(1));
    refund(2, "3", "0", SINCE.minusSeconds(1));
    refund(3, "3", "3", SINCE);
    refund(4, "3", "0", SINCE);
    assertThat(books.refunds(SPAN, "", ""))
        .extracting(refund -> refund.orderId().value().getLeastSignificantBits())
        .containsExactly(2L, 3L, 4L);
    var second = books.refunds(SPAN, "", "").get(1);
    assertThat(books.refunds(SPAN, second.orderId().toString(), second.refundId())).hasSize(1);
  }

  @Test
  void an_older_ledger_is_posted_anew_and_keeps_what_was_told() {
    var database = PostgresForTests.newDatabase();
    var source = new DriverManagerDataSource(database.url(), database.user(), database.password());
    migrateTo("2", source);
    var jdbc = new JdbcTemplate(source);
    jdbc.update("update reconciliation.ledger set position = 4711");
    jdbc.update("insert into reconciliation.order_state values ('order-1', 'SHIPPED', now())");
    jdbc.update(
        """
        insert into reconciliation.discrepancy values ('d', 'k', 's', null, '', '', now(), now(), null)
        """);
    var upgraded = new LedgerTables(source, new JdbcTransactionManager(source));
    assertThat(upgraded.position()).isEqualTo(-1);
    assertThat(jdbc.queryForList("select 1 from reconciliation.order_state")).isEmpty();
    assertThat(jdbc.queryForList("select 1 from reconciliation.discrepancy")).hasSize(1);
  }

  private static void migrateTo(String version, DataSource source) {
    Flyway.configure()
        .dataSource(source)
        .schemas("reconciliation")
        .locations("classpath:db/reconciliation")
        .target(version)
        .load()
        .migrate();
  }

  private static List<Object> ordered() {
    var lines =
        List.of(
            new OrderLine(new Sku("TEA"), 2, Money.parse("GBP 3.50")),
            new OrderLine(new Sku("MUG"), 1, Money.parse("GBP 3.00")));
    var address = new Address("Ada", "12 St James Square", "London", "SW1Y", "GB");
    return List.of(
        new OrderPlaced(ORDER, new CustomerId("ada"), lines, TOTAL, address, TOKEN, Instant.EPOCH),
        new PaymentAuthorizationRequested(PAYMENT, ORDER, TOTAL, TOKEN),
        new PaymentCaptured(PAYMENT, ORDER, TOTAL));
  }

  private static OrderLinesReturned returned(String refund) {
    var money = Money.parse(refund);
    var line = new ReturnedLine(new Sku("TEA"), 2, Disposition.RESTOCK, money);
    return new OrderLinesReturned(ORDER, RETURN, List.of(line), money);
  }

  private static RefundId id(ReturnId id) {
    return new RefundId(id.toString());
  }

  private OurRefund refund(String id) {
    return books.refund(ORDER + "/" + id).orElseThrow();
  }

  private void refund(int order, String returned, String refunded, Instant changed) {
    ledger.jdbc.update(
        "insert into reconciliation.refund values (?, 'return-1', 'GBP', ?::numeric, ?::numeric, ?)",
        new OrderId(new UUID(0, order)).toString(),
        returned,
        refunded,
        OurBooks.at(changed));
  }

  private void post(List<?> events) {
    var postings = new Postings();
    events.forEach(event -> postings.post(event, SINCE));
    ledger.tables.post(position, position + events.size(), postings);
    position += events.size();
  }
}
