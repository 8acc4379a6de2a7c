package io.daybook.outside.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.RefusedException;
import io.daybook.schema.order.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the carrier may answer, and what we take it for. */
class HttpCarrierTest {
  private static final IdempotencyKey KEY = new IdempotencyKey(new UUID(0, 1));
  private static final Address LONDON = new Address("Ada", "12 Square", "London", "SW1Y", "GB");

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status = 500;
  private volatile String body = "";

  HttpCarrierTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void a_parcel_that_the_carrier_will_not_take_is_refused_in_its_words(int refusal) {
    says(refusal, "{\"detail\": \"no such street\"}");
    assertThat(book()).isEqualTo(new Carrier.Booking.Refused("no such street"));
  }

  @ParameterizedTest
  @CsvSource({"400, <html>", "422, ''", "422, {}"})
  void a_refusal_without_words_is_a_refusal(int refusal, String words) {
    says(refusal, words);
    assertThat(book()).isEqualTo(new Carrier.Booking.Refused("status " + refusal));
  }

  @Test
  void a_booking_for_another_parcel_under_our_id_is_not_left_standing() {
    says(409, "{\"detail\": \"made for another parcel\"}");
    assertThat(book()).isEqualTo(new Carrier.Booking.Refused("made for another parcel"));
    assertThat(asked).containsExactly("PUT", "DELETE");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 404, 408, 429, 500, 502, 503})
  void what_is_not_about_the_parcel_is_no_answer(int other) {
    says(other, "{\"detail\": \"come back later\"}");
    assertThatThrownBy(this::book).isInstanceOf(HttpCarrier.CarrierException.class);
    assertThat(asked).containsExactly("PUT");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 404, 410})
  void what_is_not_booked_is_cancelled(int gone) {
    says(gone, "");
    assertThatCode(() -> carrier().cancel(KEY)).doesNotThrowAnyException();
  }

  @Test
  void a_parcel_that_the_carrier_has_is_not_cancelled_and_that_is_no_failure_of_the_carrier() {
    says(422, "{\"detail\": \"it is in the van\"}");
    assertThatThrownBy(() -> carrier().cancel(KEY))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("in the van");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500})
  void a_cancellation_without_an_answer_is_unknown(int other) {
    says(other, "");
    assertThatThrownBy(() -> carrier().cancel(KEY))
        .isInstanceOf(HttpCarrier.CarrierException.class);
  }

  private void says(int code, String words) {
    status = code;
    body = words;
  }

  private Carrier.Booking book() {
    return carrier().book(KEY, LONDON, List.of());
  }

  private HttpCarrier carrier() {
    return new HttpCarrier(
        "http://localhost:" + server.getAddress().getPort(), Duration.ofSeconds(5));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(exchange.getRequestMethod());
      exchange.getRequestBody().readAllBytes();
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      if (exchange.getRequestMethod().equals("DELETE") && status == 409) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
