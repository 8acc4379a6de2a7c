package io.daybook.command.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.Disposition;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.order.ReturnId;
import io.daybook.schema.order.ReturnLines;
import io.daybook.schema.order.ReturnRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class OrderReturnsTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final ReturnId RETURN = new ReturnId(new UUID(2, 2));
  private static final ReturnRequest TEA = back("TEA", 2);
  private static final ReturnRequest MUG = back("MUG", 1);

  private Order order = shipped();

  @Test
  void a_repeated_return_is_one_return_in_whatever_order_it_names_its_lines() {
    accept(TEA, MUG);
    assertThat(order.decide(new ReturnLines(ORDER, RETURN, List.of(MUG, TEA)))).isEmpty();
  }

  @Test
  void another_body_under_the_id_of_a_return_is_refused() {
    accept(TEA, MUG);
    for (var lines :
        List.of(
            List.of(TEA),
            List.of(TEA, MUG, MUG),
            List.of(TEA, back("MUG", 2)),
            List.of(TEA, new ReturnRequest(MUG.sku(), 1, Disposition.WRITE_OFF)))) {
      assertThatThrownBy(() -> order.decide(new ReturnLines(ORDER, RETURN, lines)))
          .isInstanceOfSatisfying(
              DomainRejection.class,
              refused -> assertThat(refused.rule()).isEqualTo("idempotency-key-reused"));
    }
  }

  @Test
  void a_line_comes_back_once_under_whatever_id() {
    accept(TEA);
    var second = new ReturnLines(ORDER, new ReturnId(new UUID(3, 3)), List.of(TEA));
    assertThatThrownBy(() -> order.decide(second))
        .isInstanceOfSatisfying(
            DomainRejection.class,
            refused -> assertThat(refused.rule()).isEqualTo("return-a-line-once"));
  }

  private void accept(ReturnRequest... lines) {
    for (var event : order.decide(new ReturnLines(ORDER, RETURN, List.of(lines)))) {
      order = order.evolve(event);
    }
  }

  private static ReturnRequest back(String sku, int quantity) {
    return new ReturnRequest(new Sku(sku), quantity, Disposition.RESTOCK);
  }

  private static Order shipped() {
    var price = Money.parse("GBP 2.00");
    var lines =
        List.of(new OrderLine(new Sku("TEA"), 3, price), new OrderLine(new Sku("MUG"), 2, price));
    var placed =
        new OrderPlaced(
            ORDER,
            new CustomerId("ada"),
            lines,
            Money.parse("GBP 10.00"),
            new Address("Ada", "12 St James Square", "London", "SW1Y", "GB"),
            new PaymentToken("tok_visa"),
            Instant.EPOCH);
    return Order.opened(placed)
        .evolve(new OrderConfirmed(ORDER))
        .evolve(new OrderShipped(ORDER, "T-1"));
  }
}
