package io.daybook.command.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.eventstore.Expectation;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.catalog.Sku;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/**
 * What products cost, as this process last read it from their streams. It may be out of date: who
 * decides by an offer rests on the {@link Offer#end} of its product, so that the log refuses what
 * was decided by a price that has changed.
 */
@Component
public final class CatalogPrices {
  private static final int MAX_REMEMBERED = 50_000;

  private final Cache<Sku, Offer> remembered =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

  /**
   * A product that is for sale.
   *
   * @param end the event that its stream ended with when it was read
   */
  public record Offer(Money price, Expectation end) {}

  /** The offers of all these products; empty unless every one of them is remembered. */
  public Optional<Map<Sku, Offer>> remembered(Collection<Sku> skus) {
    var offers = HashMap.<Sku, Offer>newHashMap(skus.size());
    for (var sku : skus) {
      var offer = remembered.getIfPresent(sku);
      if (offer == null) {
        return Optional.empty();
      }
      offers.put(sku, offer);
    }
    return Optional.of(offers);
  }

  /**
   * Remembers what follows from the streams of these products, which were just read, and says it.
   */
  public Map<Sku, Offer> learn(Collection<Sku> skus, Collection<LoggedEvent> events) {
    var offers = of(events);
    remembered.invalidateAll(skus); // what is no longer for sale too
    remembered.putAll(offers);
    return offers;
  }

  /** All products in these events that are for sale. */
  public static Map<Sku, Offer> of(Collection<LoggedEvent> events) {
    var products = new HashMap<Sku, Product>();
    var ends = new HashMap<Sku, Expectation>();
    for (var logged : events) {
      if (logged.payload() instanceof ProductEvent event) {
        var before = products.getOrDefault(event.sku(), new Product.Unlisted());
        products.put(event.sku(), Product.evolve(before, event));
        ends.put(event.sku(), new Expectation(logged.stream(), logged.version(), logged.eventId()));
      }
    }
    var offers = new HashMap<Sku, Offer>();
    ends.forEach(
        (sku, end) -> {
          if (products.get(sku) instanceof Product.OnSale listed) {
            offers.put(sku, new Offer(listed.price(), end));
          }
        });
    return offers;
  }
}
