package io.daybook.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.daybook.schema.Personal;
import io.daybook.schema.Samples;
import io.daybook.schema.SchemaJson;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.order.RequestCancellation;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.shipping.ShipmentEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What is personal is written in no place in clear, and is gone with its key. */
class SealingTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final CustomerId ADA = new CustomerId("ada");
  private static final Address ADDRESS =
      new Address("Ada Lovelace", "12 St James's Square", "London", "SW1Y 4JH", "GB");
  private static final OrderPlaced PLACED = placed(ORDER, ADDRESS);

  private final KeysInMemory table = new KeysInMemory();
  private final Map<String, String> log = new HashMap<>();
  private final Keys keys = table.keys();
  private final JsonMapper json = mapper(keys);

  /** Remembers nothing of what the other has sealed, and so deciphers all that it reads. */
  private final JsonMapper elsewhere = mapper(keys);

  private JsonMapper mapper(Keys some) {
    var orders =
        new OrderKeys(some, stream -> Optional.ofNullable(log.get(stream)), Clock.systemUTC());
    return JsonMapper.builder()
        .addModule(SchemaJson.moneyModule())
        .addModule(new SealingModule(new Sealing(some, orders)))
        .changeDefaultVisibility(
            visibility ->
                visibility
                    .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                    .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
        .build();
  }

  private static OrderPlaced placed(OrderId order, Address address) {
    return new OrderPlaced(
        order,
        ADA,
        List.of(),
        Money.parse("GBP 1.00"),
        address,
        new PaymentToken("tok_marker"),
        Instant.EPOCH);
  }

  static Stream<Class<?>> events() {
    return Stream.of(
            OrderEvent.class, PaymentEvent.class, ShipmentEvent.class, FulfilmentEvent.class)
        .flatMap(Samples::leaves);
  }

  @Test
  void an_order_is_sealed_and_opened_again() {
    var written = json.writeValueAsString(PLACED);
    assertThat(written)
        .doesNotContain("Lovelace", "James", "London", "SW1Y", "tok_marker")
        .contains("\"customerId\":\"ada\"", "\"country\":\"GB\"")
        .containsPattern("\"recipient\":\"enc:1:[0-9]+:[A-Za-z0-9_-]{16}:[A-Za-z0-9_-]+\"");
    assertThat(json.readValue(written, OrderPlaced.class)).isEqualTo(PLACED);
    assertThat(elsewhere.readValue(written, OrderPlaced.class)).isEqualTo(PLACED);
  }

  @Test
  void the_same_is_written_the_same() {
    assertThat(json.writeValueAsString(PLACED)).isEqualTo(json.writeValueAsString(PLACED));
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_event_is_read_before_and_after_its_customer_is_erased(Class<?> type) {
    var sample = (OrderRelated) Samples.of(type);
    log.put(
        sample.orderId().toString(), json.writeValueAsString(placed(sample.orderId(), ADDRESS)));
    var written = json.writeValueAsString(sample);
    assertThat((Object) json.readValue(written, type)).isEqualTo(sample);
    assertThat((Object) elsewhere.readValue(written, type)).isEqualTo(sample);
    keys.erase("customer:ada", keys.idsOf("customer:ada"));
    keys.subjects("calls:").forEach(hour -> keys.erase(hour, keys.idsOf(hour)));
    var read = (OrderRelated) json.readValue(written, type);
    assertThat((Object) elsewhere.readValue(written, type)).isEqualTo(read);
    assertThat(read.orderId()).isEqualTo(sample.orderId());
    assertThat(json.writeValueAsString(read))
        .isEqualTo(written.replaceAll("enc:1:[^\"]+", Personal.ERASED));
  }

  @Test
  void an_event_in_clear_is_read_as_it_is() {
    var plain = JsonMapper.shared().readTree(json.writeValueAsString(PLACED));
    var address = JsonMapper.shared().valueToTree(ADDRESS);
    ((tools.jackson.databind.node.ObjectNode) plain)
        .put("paymentToken", "tok_marker")
        .set("deliveryAddress", address);
    assertThat(json.readValue(plain.toString(), OrderPlaced.class)).isEqualTo(PLACED);
  }

  @Test
  void a_text_is_opened_only_as_what_it_was_sealed_as() {
    var written = JsonMapper.shared().readTree(json.writeValueAsString(PLACED));
    var address = (tools.jackson.databind.node.ObjectNode) written.path("deliveryAddress");
    address.set("city", address.path("street"));
    assertThatThrownBy(() -> json.readValue(written.toString(), OrderPlaced.class))
        .hasStackTraceContaining("sealed for city is not what was written")
        .hasMessageNotContaining("ada");
  }

  @Test
  void what_was_changed_is_not_opened() {
    var written = json.writeValueAsString(PLACED);
    var changed = written.replaceFirst("(enc:1:[0-9]+:[^:]{16}:)..", "$1__");
    assertThatThrownBy(() -> json.readValue(changed, OrderPlaced.class))
        .hasStackTraceContaining("recipient is not what was written");
  }

  @Test
  void what_belongs_to_nobody_is_not_written() {
    assertThatThrownBy(() -> json.writeValueAsString(ADDRESS))
        .hasStackTraceContaining("recipient is part of no order");
    var unknown = new OrderId(new UUID(9, 9));
    assertThatThrownBy(
            () ->
                json.writeValueAsString(
                    new io.daybook.schema.order.OrderCancellationRequested(unknown, "moved")))
        .hasStackTraceContaining("nobody has placed " + unknown);
  }

  @Test
  void keys_that_cannot_be_had_are_no_tombstones() {
    var written = json.writeValueAsString(PLACED);
    keys.forget();
    table.away = true;
    assertThatThrownBy(() -> json.readValue(written, OrderPlaced.class))
        .hasRootCauseInstanceOf(org.springframework.dao.DataAccessException.class)
        .hasCauseInstanceOf(KeysUnavailableException.class);
    table.away = false;
    assertThat(json.readValue(written, OrderPlaced.class)).isEqualTo(PLACED);
    var lost = written.replaceAll("enc:1:[0-9]+", "enc:1:77777");
    assertThatThrownBy(() -> json.readValue(lost, OrderPlaced.class))
        .hasCauseInstanceOf(KeysUnavailableException.class)
        .hasStackTraceContaining("77777 is not in the table");
  }

  @Test
  void what_is_remembered_of_who_was_erased_is_not_sealed_for_who_comes_back() {
    log.put(ORDER.toString(), json.writeValueAsString(PLACED));
    keys.erase("customer:ada", keys.idsOf("customer:ada"));
    var again = json.writeValueAsString(placed(new OrderId(new UUID(2, 2)), ADDRESS));
    assertThat(json.readValue(again, OrderPlaced.class).deliveryAddress()).isEqualTo(ADDRESS);
    var remembered = new io.daybook.schema.order.DeliveryAddressChangeRequested(ORDER, 1, ADDRESS);
    assertThat(json.writeValueAsString(remembered)).doesNotContain("enc:1:", "Lovelace");
    keys.forget();
    assertThat(mapper(keys).writeValueAsString(remembered)).doesNotContain("enc:1:", "Lovelace");
  }

  @Test
  void neighbours_come_along() {
    var written =
        java.util.stream.LongStream.range(0, 50)
            .mapToObj(
                number ->
                    json.writeValueAsString(
                        new OrderPlaced(
                            new OrderId(new UUID(3, number)),
                            new CustomerId("customer-" + number),
                            List.of(),
                            Money.parse("GBP 1.00"),
                            ADDRESS,
                            new PaymentToken("tok"),
                            Instant.EPOCH)))
            .toList();
    keys.forget();
    table.reads = 0;
    written.forEach(one -> json.readValue(one, OrderPlaced.class));
    assertThat(table.reads).isEqualTo(1);
  }

  @Test
  void nothing_of_a_person_is_in_a_text_for_our_logs() {
    assertThat(PLACED.toString()).doesNotContain("Lovelace", "London", "tok_marker");
    assertThat(new RequestCancellation(ORDER, "moved").toString()).contains(ORDER.toString());
  }
}
