package io.daybook.command.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.order.PlaceOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What can be ordered, at both sides of each limit. */
class LinesTest {
  private static final PaymentToken TOKEN = new PaymentToken("tok_visa");
  private static final Address HOME = new Address("Ada", "Home", "London", "SW1", "GB");

  @Test
  void an_order_is_placed_with_the_sum_of_its_lines() {
    var command = order(line("TEA", 2, "GBP 2.50"), line("MUG", 1, "GBP 4.00"));
    assertThat(Lines.place(command))
        .containsExactly(
            new OrderPlaced(
                command.orderId(),
                command.customerId(),
                command.lines(),
                Money.parse("GBP 9.00"),
                HOME,
                TOKEN,
                Instant.EPOCH));
  }

  @Test
  void it_has_one_to_a_thousand_lines() {
    assertRefused("lines-in-range", order());
    assertAccepted(order(lines(1_000)));
    assertRefused("lines-in-range", order(lines(1_001)));
  }

  @Test
  void each_line_has_one_to_a_hundred_thousand_units() {
    assertRefused("quantity-in-range", order(line("TEA", 0, "GBP 0.01")));
    assertAccepted(order(line("TEA", 1, "GBP 0.01")));
    assertAccepted(order(line("TEA", 100_000, "GBP 0.01")));
    assertRefused("quantity-in-range", order(line("TEA", 100_001, "GBP 0.01")));
  }

  @Test
  void all_prices_share_a_currency() {
    assertRefused(
        "one-currency-per-order", order(line("TEA", 1, "GBP 1.00"), line("MUG", 1, "EUR 1.00")));
  }

  @Test
  void its_total_is_more_than_nothing_and_has_twelve_digits_at_most() {
    assertRefused("total-is-positive", order(line("TEA", 1, "GBP 0.00")));
    assertAccepted(order(line("TEA", 1, "GBP 999999999999.99")));
    assertRefused("total-in-range", order(line("TEA", 2, "GBP 500000000000.00")));
  }

  /** Callers of the API cannot send it: their lines are merged before. */
  @Test
  void a_sku_has_one_line() {
    assertThatThrownBy(
            () -> Lines.place(order(line("TEA", 1, "GBP 1.00"), line("TEA", 1, "GBP 1.00"))))
        .isInstanceOfSatisfying(
            DomainRejection.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo("one-line-per-sku");
              assertThat(refused.kind()).isEqualTo(DomainRejection.Kind.OF_THE_STATE);
            });
  }

  private static void assertAccepted(PlaceOrder command) {
    assertThat(Lines.place(command)).hasSize(1);
  }

  private static void assertRefused(String rule, PlaceOrder command) {
    assertThatThrownBy(() -> Lines.place(command))
        .isInstanceOfSatisfying(
            DomainRejection.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo(rule);
              assertThat(refused.kind()).isEqualTo(DomainRejection.Kind.OF_THE_REQUEST);
            });
  }

  private static OrderLine[] lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> line("SKU-" + n, 1, "GBP 1.00"))
        .toArray(OrderLine[]::new);
  }

  private static OrderLine line(String sku, int units, String price) {
    return new OrderLine(new Sku(sku), units, Money.parse(price));
  }

  private static PlaceOrder order(OrderLine... lines) {
    var id = new OrderId(new UUID(1, 1));
    return new PlaceOrder(id, new CustomerId("ada"), List.of(lines), HOME, TOKEN, Instant.EPOCH);
  }
}
