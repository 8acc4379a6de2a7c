package io.daybook.command.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.ChangeDeliveryAddress;
import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.ConfirmOrder;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.DeliveryAddressChangeRefused;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.MarkShipped;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.order.RequestCancellation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** A wish is not the truth: the order keeps its address until the change is certain. */
class DeliveryAddressTest {
  private static final OrderId ID = new OrderId(new UUID(1, 1));
  private static final Address HOME = address("Home");
  private static final Address WORK = address("Work");

  private Order order =
      Order.opened(
          new OrderPlaced(
              ID,
              new CustomerId("ada"),
              List.of(),
              Money.parse("GBP 1.00"),
              HOME,
              new PaymentToken("tok_visa"),
              Instant.EPOCH));

  @Test
  void a_wish_is_counted_and_changes_the_address_when_it_is_confirmed() {
    happen(order.decide(new ChangeDeliveryAddress(ID, WORK)));
    assertThat(order.addresses().present()).isEqualTo(HOME);
    assertThat(order.decide(new ChangeDeliveryAddress(ID, WORK))).isEmpty();
    happen(order.decide(new ConfirmDeliveryAddress(ID, 1)));
    assertThat(order.addresses().present()).isEqualTo(WORK);
    assertThat(order.decide(new ConfirmDeliveryAddress(ID, 1))).isEmpty();
    assertThat(order.decide(new ChangeDeliveryAddress(ID, WORK))).isEmpty();
  }

  @Test
  void a_wish_that_is_refused_leaves_the_address_and_says_so_once() {
    happen(order.decide(new ChangeDeliveryAddress(ID, WORK)));
    var refused = order.decide(new RefuseDeliveryAddress(ID, 1, "too far"));
    assertThat(refused).containsExactly(new DeliveryAddressChangeRefused(ID, 1, WORK, "too far"));
    happen(refused);
    assertThat(order.addresses().present()).isEqualTo(HOME);
    assertThat(order.decide(new RefuseDeliveryAddress(ID, 1, "too far"))).isEmpty();
    assertThat(order.decide(new ConfirmDeliveryAddress(ID, 1))).isEmpty();
    assertThat(order.decide(new ChangeDeliveryAddress(ID, WORK)))
        .containsExactly(new DeliveryAddressChangeRequested(ID, 2, WORK));
  }

  @Test
  void going_back_while_a_wish_is_open_is_a_wish_as_well() {
    happen(order.decide(new ChangeDeliveryAddress(ID, WORK)));
    happen(order.decide(new ChangeDeliveryAddress(ID, HOME)));
    happen(order.decide(new ConfirmDeliveryAddress(ID, 1)));
    happen(order.decide(new ConfirmDeliveryAddress(ID, 2)));
    assertThat(order.addresses().present()).isEqualTo(HOME);
    assertThat(order.addresses().wishes()).isEmpty();
  }

  @Test
  void what_0_1_0_has_changed_is_changed() {
    happen(List.of(new DeliveryAddressChanged(ID, 0, WORK)));
    assertThat(order.addresses().present()).isEqualTo(WORK);
  }

  @Test
  void from_dispatch_on_and_once_cancelled_a_wish_is_refused_with_the_reason() {
    happen(order.decide(new ConfirmOrder(ID)));
    var confirmed = order;
    happen(order.decide(new MarkShipped(ID, "T1")));
    assertThatThrownBy(() -> order.decide(new ChangeDeliveryAddress(ID, WORK)))
        .isInstanceOf(DomainRejection.class)
        .hasMessageContaining("left");
    order = confirmed;
    happen(order.decide(new RequestCancellation(ID, "changed my mind")));
    assertThatThrownBy(() -> order.decide(new ChangeDeliveryAddress(ID, WORK)))
        .isInstanceOf(DomainRejection.class)
        .hasMessageContaining("cancelled");
  }

  private void happen(List<OrderEvent> events) {
    for (var event : events) {
      order = order.evolve(event);
    }
  }

  private static Address address(String street) {
    return new Address("Ada", street, "London", "SW1", "GB");
  }
}
