package io.daybook.saga.shipping;

import io.daybook.saga.IdempotencyKey;
import io.daybook.schema.order.Address;
import io.daybook.schema.shipping.ParcelItem;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * The carrier's HTTP API, as its OpenAPI document says. Whatever is not a clear answer is thrown.
 */
public final class HttpCarrier implements Carrier {
  private static final String BOOKING = "/carrier/bookings/{id}";
  private static final int PAGE = 200;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final RestClient http;

  /**
   * @param url without {@code /carrier}
   * @param answerWithin how long one request may take
   */
  public HttpCarrier(String url, Duration answerWithin) {
    var factory =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build());
    factory.setReadTimeout(answerWithin);
    http = RestClient.builder().baseUrl(url).requestFactory(factory).build();
  }

  private record Item(String sku, int quantity) {}

  private record Parcel(Address address, List<Item> items) {}

  private record Booked(String reference, String trackingNumber) {}

  private record Refusal(@Nullable String detail) {}

  @Override
  public Booking book(IdempotencyKey key, Address to, List<ParcelItem> items) {
    var parcel =
        new Parcel(
            to, items.stream().map(item -> new Item(item.sku().value(), item.quantity())).toList());
    return Objects.requireNonNull(
        http.put()
            .uri(BOOKING, key)
            .contentType(MediaType.APPLICATION_JSON)
            .body(parcel)
            .exchange(
                (_, response) -> {
                  if (response.getStatusCode().isSameCodeAs(HttpStatus.UNPROCESSABLE_CONTENT)) {
                    var refusal = response.bodyTo(Refusal.class);
                    return new Booking.Refused(
                        refusal == null || refusal.detail() == null
                            ? "no reason given"
                            : refusal.detail());
                  }
                  if (!response.getStatusCode().is2xxSuccessful()) {
                    throw new CarrierException("status " + response.getStatusCode().value());
                  }
                  var booked = Objects.requireNonNull(response.bodyTo(Booked.class));
                  return new Booking.Booked(booked.reference(), booked.trackingNumber());
                }));
  }

  @Override
  public void cancel(IdempotencyKey bookingKey) {
    http.delete().uri(BOOKING, bookingKey).retrieve().toBodilessEntity();
  }

  private record Listed(String id, String status, Instant created) {
    Entry entry() {
      return new Entry(id, status.equals("booked"), created);
    }
  }

  @Override
  public Page list(Instant since, Instant until, @Nullable String after) {
    var listed =
        http.get()
            .uri(
                uri ->
                    uri.path("/carrier/bookings")
                        .queryParam("since", since)
                        .queryParam("until", until)
                        .queryParam("limit", PAGE)
                        .queryParamIfPresent("after", Optional.ofNullable(after))
                        .build())
            .retrieve()
            .requiredBody(Listed[].class);
    var entries = Arrays.stream(listed).map(Listed::entry).toList();
    return new Page(entries, entries.size() < PAGE ? null : entries.getLast().id());
  }

  @Override
  public Optional<Entry> find(String bookingId) {
    return Objects.requireNonNull(
        http.get()
            .uri(BOOKING, bookingId)
            .exchange(
                (_, response) -> {
                  if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
                    return Optional.empty();
                  }
                  if (!response.getStatusCode().is2xxSuccessful()) {
                    throw new CarrierException("status " + response.getStatusCode().value());
                  }
                  var found = Objects.requireNonNull(response.bodyTo(Listed.class));
                  return Optional.of(found.entry());
                }));
  }

  /** The carrier did not give an answer that says whether the work is done. */
  public static final class CarrierException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CarrierException(String message) {
      super(message);
    }
  }
}
