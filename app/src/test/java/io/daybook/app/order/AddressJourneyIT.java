package io.daybook.app.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.outside.OutsideForTests;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The address that is shown is the one that the carrier's own book has. */
class AddressJourneyIT extends OutsideForTests {

  @Test
  void until_dispatch_the_parcel_is_booked_anew_and_one_booking_is_left() {
    var order = place("tok_visa", Map.of(product("A-", "3.00", 5), 1));
    awaitStatus(order, "PICKING");
    move(order, "Lane", 202);
    awaitShown(order, "Lane");
    awaitOneBookingTo(order, "Lane");
    move(order, "Lane", 202); // the same again is no change
    move(order, "Road", 202);
    move(order, "Hill", 202);
    awaitShown(order, "Hill");
    awaitOneBookingTo(order, "Hill");
    assertThat(bookings(order)).hasSize(4);
    var tracking =
        query("{order(id: \"" + order + "\") {shipment {trackingNumber}}}")
            .path("order")
            .path("shipment")
            .path("trackingNumber")
            .asString();
    assertThat(live(order).getFirst().path("trackingNumber").asString()).isEqualTo(tracking);
    dispatch(order);
    awaitStatus(order, "SHIPPED");
    move(order, "Far", 409);
    assertThat(shown(order)).isEqualTo("Hill");
    awaitOneBookingTo(order, "Hill");
  }

  @Test
  void before_the_carrier_is_asked_the_first_booking_has_the_new_address() {
    var slowly = new Faults.Rule("payments.create", token, Kind.LATENCY, 1, 1_000, null);
    sandbox.faults().plan(new Faults.Plan(1, List.of(slowly)));
    var order = place(token, Map.of(product("A-", "3.00", 5), 1));
    move(order, "Lane", 202);
    awaitShown(order, "Lane");
    awaitStatus(order, "PICKING");
    awaitOneBookingTo(order, "Lane");
    assertThat(bookings(order)).hasSize(1);
  }

  @Test
  void a_carrier_that_does_not_answer_keeps_the_old_booking_until_an_operator_gives_it_up() {
    var order = place("tok_visa", Map.of(product("A-", "3.00", 5), 1));
    awaitStatus(order, "PICKING");
    fail("carrier.book", Kind.RESET_AFTER, null); // booked there, and never heard of
    move(order, "Lane", 202);
    awaitParked(order, "REBOOK_CARRIER");
    assertThat(shown(order)).isEqualTo("12 St James Square");
    everythingWorksAgain();
    assertThat(
            post(
                    "/api/operations/fulfilments/" + order + "/skip",
                    Map.of("action", "REBOOK_CARRIER", "reason", "customer does not mind"))
                .status())
        .isEqualTo(204);
    awaitEvent(order, "DeliveryAddressChangeRefused");
    awaitOneBookingTo(order, "12 St James Square");
    assertThat(shown(order)).isEqualTo("12 St James Square");
    assertThat(status(order)).isEqualTo("PICKING");
  }

  @Test
  void a_parcel_that_leaves_first_goes_to_the_old_address_and_the_customer_can_see_it() {
    var order = place("tok_visa", Map.of(product("A-", "3.00", 5), 1));
    awaitStatus(order, "PICKING");
    fail("carrier.book", Kind.RESET_AFTER, null);
    move(order, "Lane", 202);
    awaitParked(order, "REBOOK_CARRIER");
    dispatch(order);
    awaitStatus(order, "SHIPPED");
    awaitEvent(order, "DeliveryAddressChangeRefused");
    everythingWorksAgain();
    awaitOneBookingTo(order, "12 St James Square");
    await().atMost(Duration.ofSeconds(30)).until(() -> parked(order).isEmpty());
  }

  @Test
  void an_order_that_is_cancelled_leaves_no_booking_whatever_was_asked() {
    var order = place("tok_visa", Map.of(product("A-", "3.00", 5), 1));
    awaitStatus(order, "PICKING");
    move(order, "Lane", 202);
    cancel(order);
    awaitStatus(order, "CANCELLED");
    await().atMost(Duration.ofSeconds(30)).until(() -> live(order).isEmpty());
    assertNothingKept(order);
    move(order, "Road", 409);
  }

  private void move(String order, String street, int status) {
    var to =
        Map.of(
            "recipient", "Ada",
            "street", street,
            "city", "London",
            "postalCode", "SW1Y",
            "country", "GB");
    assertThat(put("/api/orders/" + order + "/address", to).status()).isEqualTo(status);
  }

  private void dispatch(String order) {
    var path = "/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch";
    assertThat(post(path, Map.of()).status()).isEqualTo(204);
  }

  private String shown(String order) {
    return query("{order(id: \"" + order + "\") {deliveryAddress {street}}}")
        .path("order")
        .path("deliveryAddress")
        .path("street")
        .asString();
  }

  private void awaitShown(String order, String street) {
    await().atMost(Duration.ofSeconds(30)).until(() -> shown(order), street::equals);
  }

  private void awaitOneBookingTo(String order, String street) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(live(order))
                    .singleElement()
                    .matches(
                        booking ->
                            booking
                                .path("request")
                                .path("address")
                                .path("street")
                                .asString()
                                .equals(street)));
  }

  private void awaitEvent(String order, String type) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                query("{orderTimeline(orderId: \"" + order + "\") {edges {node {type}}}}")
                    .toString()
                    .contains(type));
  }

  /** By the carrier's own book. */
  private List<JsonNode> live(String order) {
    return bookings(order).stream()
        .filter(booking -> booking.path("status").asString().equals("booked"))
        .toList();
  }

  private List<JsonNode> bookings(String order) {
    var shipment = order.replace("order-", "shipment-");
    return IntStream.range(0, 6)
        .mapToObj(n -> shipment + "/book" + (n == 0 ? "" : "/" + n))
        .map(name -> UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)))
        .map(id -> ask("/carrier/bookings/" + id))
        .filter(found -> found.has("request"))
        .toList();
  }
}
