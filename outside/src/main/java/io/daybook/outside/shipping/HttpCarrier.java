package io.daybook.outside.shipping;

import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.RefusedException;
import io.daybook.schema.order.Address;
import io.daybook.schema.shipping.ParcelItem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The carrier's HTTP API, as its OpenAPI document says. Whatever is not a clear answer is thrown.
 */
public final class HttpCarrier implements Carrier {
  private static final String BOOKING = "/carrier/bookings/{id}";
  private static final int PAGE = 200;
  private static final int LONGEST_REASON = 4_096;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /**
   * What the carrier answers when it will never take this very parcel. Others below 500 are about
   * us or about now: who we are (401, 403), how often we ask (429), where its API is (404).
   */
  private static final Set<Integer> REFUSALS = Set.of(400, 409, 413, 422);

  private static final Set<Integer> NOTHING_THERE = Set.of(404, 410);

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
                  var status = response.getStatusCode();
                  if (status.is2xxSuccessful()) {
                    var booked = Objects.requireNonNull(response.bodyTo(Booked.class));
                    return new Booking.Booked(booked.reference(), booked.trackingNumber());
                  }
                  if (!REFUSALS.contains(status.value())) {
                    throw new CarrierException("status " + status.value());
                  }
                  if (status.isSameCodeAs(HttpStatus.CONFLICT)) {
                    // What stands there is ours, for the id is: no van may come for it.
                    cancel(key);
                  }
                  return new Booking.Refused(reason(response));
                }));
  }

  @Override
  public void cancel(IdempotencyKey bookingKey) {
    http.delete()
        .uri(BOOKING, bookingKey)
        .exchange(
            (_, response) -> {
              var status = response.getStatusCode();
              if (REFUSALS.contains(status.value())) {
                throw new RefusedException("The carrier does not cancel: " + reason(response));
              }
              if (!status.is2xxSuccessful() && !NOTHING_THERE.contains(status.value())) {
                throw new CarrierException("status " + status.value());
              }
              return status;
            });
  }

  /** In the carrier's words, if it says them as its API promises. */
  private static String reason(ClientHttpResponse response) throws IOException {
    var otherwise = "status " + response.getStatusCode().value();
    try {
      var body = response.getBody().readNBytes(LONGEST_REASON);
      var detail = JsonMapper.shared().readTree(body).path("detail").asString("");
      return detail.isBlank() ? otherwise : detail;
    } catch (JacksonException unreadable) {
      return otherwise;
    }
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
