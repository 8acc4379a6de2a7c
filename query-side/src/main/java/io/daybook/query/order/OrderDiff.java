package io.daybook.query.order;

import io.daybook.eventstore.LoggedEvent;
import io.daybook.query.EventReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changed of an order between two positions of the log: every field that an event after the
 * first, up to the second, has changed, and by which.
 *
 * @param fromPosition events up to it were known before
 * @param toPosition events up to it are known after
 */
record OrderDiff(String orderId, long fromPosition, long toPosition, List<FieldChange> changes) {

  /**
   * A field that was changed, maybe back to what it was.
   *
   * @param field its path, such as {@code lines.TEA.returned}
   * @param before null where there was none
   */
  record FieldChange(
      String field, @Nullable String before, @Nullable String after, List<FieldStep> steps) {}

  /** What one event made of a field. */
  record FieldStep(@Nullable String before, @Nullable String after, EventReference event) {}

  /** Compares event by event. */
  static OrderDiff of(String id, List<LoggedEvent> events, long from, long to) {
    var steps = new LinkedHashMap<String, List<FieldStep>>();
    OrderView view = null;
    var before = Map.<String, String>of();
    for (var event : events) {
      if (event.position() > to) {
        break;
      }
      view = OrderView.after(view, event);
      var after = fields(view);
      if (event.position() > from) {
        note(steps, before, after, event);
      }
      before = after;
    }
    return new OrderDiff(
        id,
        from,
        to,
        steps.entrySet().stream().map(e -> change(e.getKey(), e.getValue())).toList());
  }

  private static FieldChange change(String field, List<FieldStep> steps) {
    return new FieldChange(field, steps.getFirst().before(), steps.getLast().after(), steps);
  }

  private static void note(
      Map<String, List<FieldStep>> steps,
      Map<String, String> before,
      Map<String, String> after,
      LoggedEvent event) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (var name : names) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        steps
            .computeIfAbsent(name, _ -> new ArrayList<>())
            .add(new FieldStep(before.get(name), after.get(name), EventReference.of(event)));
      }
    }
  }

  /** Every field of an order that has a value, in text. */
  private static Map<String, String> fields(@Nullable OrderView view) {
    var fields = new LinkedHashMap<String, String>();
    if (view == null) {
      return fields;
    }
    fields.put("status", view.status().name());
    fields.put("customerId", view.customerId());
    fields.put("orderedAt", view.orderedAt().toInstant().toString());
    fields.put("total", view.orderTotal().toString());
    for (var line : view.lines()) {
      fields.put("lines." + line.sku() + ".quantity", Integer.toString(line.quantity()));
      fields.put("lines." + line.sku() + ".returned", Integer.toString(line.returned()));
      fields.put("lines." + line.sku() + ".unitPrice", line.unitPrice().amount());
    }
    var address = view.deliveryAddress();
    fields.put("deliveryAddress.recipient", address.recipient());
    fields.put("deliveryAddress.street", address.street());
    fields.put("deliveryAddress.city", address.city());
    fields.put("deliveryAddress.postalCode", address.postalCode());
    fields.put("deliveryAddress.country", address.country());
    fields.put("payment.lastEvent", view.payment().lastEvent());
    fields.put("payment.authorized", view.payment().held().toString());
    fields.put("payment.captured", view.payment().taken().toString());
    fields.put("payment.refunded", view.payment().paidBack().toString());
    fields.put("shipment.lastEvent", view.shipment().lastEvent());
    put(fields, "shipment.trackingNumber", view.shipment().trackingNumber());
    put(fields, "cancellationCause", view.cancellationCause());
    put(fields, "cancellationReason", view.cancellationReason());
    return fields;
  }

  private static void put(Map<String, String> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value.toString());
    }
  }
}
