package io.daybook.benchmarks;

import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.inventory.StockReceived;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.PickingStarted;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Those of the events of {@link OrderLives} that others are told. The rest is our own business. */
final class ToldTypes {
  /** What the names of topics end with. */
  static final Set<String> FEATURES =
      Set.of("order", "payment", "inventory", "shipping", "catalog");

  private static final List<Class<?>> ALL =
      List.of(
          OrderPlaced.class,
          PaymentAuthorized.class,
          StockReceived.class,
          StockReserved.class,
          CarrierBooked.class,
          PaymentCaptured.class,
          OrderConfirmed.class,
          PickingStarted.class,
          ProductListed.class);

  private ToldTypes() {}

  static boolean contains(Class<?> type) {
    return ALL.contains(type);
  }

  /** Their names in the log. */
  static String names(String separator) {
    return ALL.stream().map(Class::getName).collect(Collectors.joining(separator));
  }
}
