package io.daybook.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.schema.Personal;
import io.daybook.schema.Personal.Keeping;
import io.daybook.schema.order.AboutOrder;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderPlaced;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Under which keys the texts of an order are sealed: for ever those of its first event. So what
 * somebody still remembers of a customer that is erased is never sealed under the key of the same
 * customer come back.
 */
public final class OrderKeys {
  private static final String CUSTOMER = "customer:";
  private static final String HOUR = "calls:";
  private static final long MOST = 200_000;

  private final Keys keys;
  private final Function<String, Optional<String>> firstEvents;
  private final Clock clock;
  private final Cache<OrderId, Bound> bound = Caffeine.newBuilder().maximumSize(MOST).build();

  /**
   * @param firstEvents the first event of a stream as it was written, if there is one
   */
  OrderKeys(Keys keys, Function<String, Optional<String>> firstEvents, Clock clock) {
    this.keys = keys;
    this.firstEvents = firstEvents;
    this.clock = clock;
  }

  private record Bound(long customer, long call) {
    long of(Keeping keeping) {
      return switch (keeping) {
        case CUSTOMER -> customer;
        case CALL -> call;
      };
    }
  }

  /** Whose key a customer's texts are sealed under. */
  public static String subject(CustomerId customer) {
    return CUSTOMER + customer;
  }

  /** Where the subjects of calls begin: an hour follows, as an instant. */
  public static String hours() {
    return HOUR;
  }

  /** Whether the texts of an order are in the log in clear, because it is older than sealing. */
  public boolean isInClear(String order) {
    return firstEvents
        .apply(order)
        .map(JsonMapper.shared()::readTree)
        .map(first -> first.path("deliveryAddress").path("recipient"))
        .filter(recipient -> recipient.isString() && !isSealed(recipient))
        .filter(recipient -> !recipient.asString().equals(Personal.ERASED))
        .isPresent();
  }

  /**
   * The key for a text, which may be erased.
   *
   * @param isWhole whether what is written is this alone, and not a part of something
   */
  SubjectKey keyFor(AboutOrder owner, boolean isWhole, Keeping keeping) {
    var known = bound.getIfPresent(owner.orderId());
    if (known == null) {
      known = isWhole && owner instanceof OrderPlaced placed ? fresh(placed) : inLog(owner);
      bound.put(owner.orderId(), known);
    }
    return keys.of(known.of(keeping));
  }

  /** An order was read from the log, and these are its keys. */
  void met(OrderId order, long customer, long call) {
    bound.put(order, new Bound(customer, call));
  }

  /** Drops what is remembered. */
  void forget() {
    bound.invalidateAll();
  }

  private Bound fresh(OrderPlaced placed) {
    return new Bound(keys.openFor(subject(placed.customerId())).id(), thisHour());
  }

  private long thisHour() {
    return keys.openFor(HOUR + clock.instant().truncatedTo(ChronoUnit.HOURS)).id();
  }

  private Optional<String> firstEvent(OrderId order) {
    try {
      return firstEvents.apply(order.toString());
    } catch (DataAccessException away) {
      throw new KeysUnavailableException("Whose personal data it is cannot be read", away);
    }
  }

  private Bound inLog(AboutOrder owner) {
    var first =
        firstEvent(owner.orderId())
            .map(JsonMapper.shared()::readTree)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Whose personal data it is is not known: nobody has placed "
                            + owner.orderId()));
    var customer = new CustomerId(first.required("customerId").asString());
    var recipient = first.path("deliveryAddress").path("recipient");
    var token = first.path("paymentToken");
    return new Bound(
        isSealed(recipient)
            ? SubjectKey.idIn(recipient.asString())
            : keys.openFor(subject(customer)).id(),
        isSealed(token) ? SubjectKey.idIn(token.asString()) : thisHour());
  }

  private static boolean isSealed(JsonNode text) {
    return text.isString() && SubjectKey.isSealed(text.asString());
  }
}
