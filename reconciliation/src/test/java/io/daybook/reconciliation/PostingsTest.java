package io.daybook.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.catalog.ProductDiscontinued;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.StockCommitted;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentId;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PostingsTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final PaymentId PAYMENT = new PaymentId(ORDER);
  private static final Money THREE = Money.parse("GBP 3.00");

  private final Postings postings = new Postings();

  @Test
  void an_entry_is_opened_before_it_is_changed() {
    post(new PaymentAuthorizationRequested(PAYMENT, ORDER, THREE, new PaymentToken("tok")));
    post(new PaymentAuthorized(PAYMENT, ORDER, THREE, "pi"));
    assertThat(postings.rows().keySet())
        .containsExactly(LedgerEntry.OPEN_PAYMENT, LedgerEntry.CHANGE_PAYMENT);
  }

  @Test
  void movements_of_one_kind_keep_the_order_of_the_log() {
    post(new StockReserved(new Sku("TEA"), ORDER, 2));
    post(new StockCommitted(new Sku("TEA"), ORDER, 2));
    assertThat(postings.rows().get(LedgerEntry.RESERVE))
        .extracting(row -> row.getValue("units"))
        .containsExactly(2, -2);
  }

  @Test
  void what_concerns_no_book_posts_nothing() {
    post(new ProductDiscontinued(new Sku("TEA"), "no demand"));
    assertThat(postings.rows()).isEmpty();
  }

  @Test
  void an_event_that_only_a_newer_release_knows_is_not_passed_over() {
    var object = new SimpleSerializedObject<>("{}", String.class, "io.daybook.GiftWrapped", "1");
    var unknown = new UnknownSerializedType(Jackson3Serializer.builder().build(), object);
    assertThatThrownBy(() -> post(unknown))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("io.daybook.GiftWrapped");
  }

  private void post(Object event) {
    postings.post(event, Instant.EPOCH);
  }
}
