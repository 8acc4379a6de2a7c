package io.daybook.relay.published;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.ReturnId;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.privacy.ErasureId;
import io.daybook.schema.shipping.ShipmentId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.joda.money.Money;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas of what is told, made from the records. */
final class MessageSchemas {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
  private static final Map<Class<?>, String> PATTERNS =
      Map.of(
          OrderId.class, "^order-" + UUID,
          ShipmentId.class, "^shipment-" + UUID,
          ReturnId.class, "^return-" + UUID,
          ErasureId.class, "^erasure-" + UUID,
          Sku.class, "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$",
          CustomerId.class, "^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$",
          RefundId.class, "^[A-Za-z0-9_-]{1,80}$");

  private MessageSchemas() {}

  /** What is under {@code data}. */
  static ObjectNode data(Class<?> record, MessageType type, WordsInSource words) {
    var schema = object();
    for (var component : record.getRecordComponents()) {
      var field = of(component.getGenericType());
      var says = words.field(type, component.getName());
      if (!says.isEmpty()) {
        field.put("description", says);
      }
      add(schema, component, field);
    }
    return schema;
  }

  private static ObjectNode object() {
    var schema = JSON.createObjectNode().put("type", "object");
    schema.putArray("required");
    schema.putObject("properties");
    return schema;
  }

  private static void add(ObjectNode schema, RecordComponent component, ObjectNode field) {
    schema.withArray("required").add(component.getName());
    schema.withObject("properties").set(component.getName(), field);
  }

  private static ObjectNode of(Type type) {
    if (type instanceof ParameterizedType list) {
      var schema = JSON.createObjectNode().put("type", "array");
      schema.set("items", of(list.getActualTypeArguments()[0]));
      return schema;
    }
    var plain = (Class<?>) type;
    if (PATTERNS.containsKey(plain)) {
      return text().put("pattern", PATTERNS.get(plain));
    } else if (plain == String.class) {
      return text();
    } else if (plain == int.class) {
      return JSON.createObjectNode().put("type", "integer").put("format", "int32");
    } else if (plain == Instant.class) {
      return text().put("format", "date-time");
    } else if (plain == Money.class) {
      return JSON.createObjectNode().put("$ref", "#/components/schemas/Money");
    } else if (plain.isEnum()) {
      var values = text();
      Arrays.stream(plain.getEnumConstants())
          .forEach(value -> values.withArray("enum").add("" + value));
      return values;
    } else if (plain.isRecord()) {
      var schema = object();
      for (var component : plain.getRecordComponents()) {
        add(schema, component, of(component.getGenericType()));
      }
      return schema;
    }
    throw new IllegalStateException("Nobody outside knows what this is: " + plain);
  }

  private static ObjectNode text() {
    return JSON.createObjectNode().put("type", "string");
  }
}
