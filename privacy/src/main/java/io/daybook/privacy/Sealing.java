package io.daybook.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.eventstore.Forgetful;
import io.daybook.schema.Personal;
import io.daybook.schema.Personal.Keeping;
import io.daybook.schema.order.AboutOrder;
import java.time.Duration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;

/**
 * Seals texts on their way into JSON, and opens them on their way back. What was sealed lately is
 * remembered: an order's address is written again with each step of its fulfilment, and the same is
 * always sealed the same. And what this process has sealed it reads from the log within a moment,
 * for all that follow it there: that is not deciphered.
 */
final class Sealing implements Forgetful {
  private static final long MOST = 20_000;
  private static final Duration TIME = Duration.ofMinutes(5);
  private static final Duration MOMENT = Duration.ofMinutes(1);

  private final Keys keys;
  private final OrderKeys orders;

  private final Cache<Text, String> lately =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(TIME).build();

  private final Cache<Text, String> openedAgain =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MOMENT).build();

  /** A text as it is read, or as it is sealed. */
  private record Text(long key, String field, String text) {}

  Sealing(Keys keys, OrderKeys orders) {
    this.keys = keys;
    this.orders = orders;
  }

  OrderKeys orders() {
    return orders;
  }

  /**
   * Writes a text of what is being written, under the key of its order.
   *
   * @throws IllegalStateException when it is part of nothing that is about an order: then nobody
   *     knows whose it is
   */
  void write(JsonGenerator json, Keeping keeping, String field, String text) {
    if (text.equals(Personal.ERASED)) {
      json.writeString(text);
      return;
    }
    TokenStreamContext place = json.streamWriteContext();
    while (place != null && !(place.currentValue() instanceof AboutOrder)) {
      place = place.getParent();
    }
    if (place == null || !(place.currentValue() instanceof AboutOrder owner)) {
      throw new IllegalStateException(
          "Whose personal data it is is not known: " + field + " is part of no order");
    }
    var outer = place.getParent();
    var key = orders.keyFor(owner, outer == null || outer.inRoot(), keeping);
    json.writeString(key.isErased() ? Personal.ERASED : sealed(key, field, text));
  }

  private String sealed(SubjectKey key, String field, String text) {
    var sealed = lately.get(new Text(key.id(), field, text), _ -> key.seal(field, text));
    openedAgain.put(new Text(key.id(), field, sealed), text);
    return sealed;
  }

  /** Drops what is remembered, keys too. */
  @Override
  public void forget() {
    keys.forget();
    orders.forget();
    lately.invalidateAll();
    openedAgain.invalidateAll();
  }

  /** Opens a text; one in clear is from a log that is older than sealing. */
  String read(DeserializationContext context, Keeping keeping, String field, String written) {
    if (!SubjectKey.isSealed(written)) {
      return written;
    }
    var key = keys.of(SubjectKey.idIn(written));
    context.setAttribute(keeping, key.id());
    return key.isErased() ? Personal.ERASED : opened(key, field, written);
  }

  private String opened(SubjectKey key, String field, String sealed) {
    var known = openedAgain.getIfPresent(new Text(key.id(), field, sealed));
    return known == null ? key.open(field, sealed) : known;
  }
}
