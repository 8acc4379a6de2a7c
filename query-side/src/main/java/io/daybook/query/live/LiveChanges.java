package io.daybook.query.live;

import io.daybook.eventstore.EventLog;
import io.daybook.query.Horizons;
import io.daybook.query.QueryProperties;
import io.daybook.query.SubscriptionEnded;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.axonframework.common.AxonThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Finds out whom new events concern. One thread follows the tail of the log, once for all who are
 * subscribed, and only while somebody is. It waits until the read models know of what it has seen,
 * and then has those told whom it concerns: so what is pushed is what a query of that position
 * would answer.
 */
@Component
public final class LiveChanges implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveChanges.class);
  private static final Duration WAIT = Duration.ofMillis(15);
  private static final Duration WATCH = Duration.ofMillis(250);
  private static final Duration LOOK_FOR_SLOW = Duration.ofSeconds(1);

  private final EventLog events;
  private final Horizons horizons;
  private final Customers customers;
  private final QueryProperties limits;
  private final Semaphore places;
  private final Set<Subscriber<?>> subscribers = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService tellers =
      Executors.newScheduledThreadPool(4, new AxonThreadFactory("live-tell"));
  private final Newcomers newcomers;
  private @Nullable Thread follower;

  LiveChanges(EventLog events, Horizons horizons, Customers customers, QueryProperties limits) {
    this.events = events;
    this.horizons = horizons;
    this.customers = customers;
    this.limits = limits;
    this.places = new Semaphore(limits.subscriptions());
    this.newcomers = new Newcomers(horizons, tellers, subscribers);
    var unused =
        tellers.scheduleWithFixedDelay(
            this::endThoseWhoAreSlow,
            LOOK_FOR_SLOW.toMillis(),
            LOOK_FOR_SLOW.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * Changes as they come.
   *
   * @param from those after this position first; null for those to come
   */
  public <T> Flux<T> of(
      Topic topic, @Nullable Long from, Subscriber.Source<T> source, ToLongFunction<T> positionOf) {
    return Flux.create(
        sink -> {
          if (!hasPlace(sink)) {
            return;
          }
          var horizon = horizons.of(topic.models());
          var subscriber =
              new Subscriber<>(
                  topic,
                  from == null ? horizon : Math.min(from, horizon),
                  source,
                  positionOf,
                  sink,
                  tellers);
          subscribers.add(subscriber);
          sink.onDispose(
              () -> {
                subscribers.remove(subscriber);
                places.release();
              });
          follow();
          newcomers.catchUp(subscriber, events.headPosition());
          sink.onRequest(_ -> subscriber.tell());
        });
  }

  /** What something is, and again when it has changed; it is looked at four times a second. */
  public <T> Flux<T> watching(Supplier<T> look) {
    return Flux.create(
        sink -> {
          if (hasPlace(sink)) {
            var looks =
                tellers.scheduleWithFixedDelay(
                    new Watch<>(look, sink), 0, WATCH.toMillis(), TimeUnit.MILLISECONDS);
            sink.onDispose(
                () -> {
                  looks.cancel(false);
                  places.release();
                });
          }
        });
  }

  private boolean hasPlace(FluxSink<?> sink) {
    var hasPlace = places.tryAcquire();
    if (!hasPlace) {
      sink.error(new SubscriptionEnded("BUSY", "too many subscriptions at once; ask again later"));
    }
    return hasPlace;
  }

  /** How far all that these look at is. */
  private long horizon(List<Subscriber<?>> those, long wanted) {
    var models = EnumSet.copyOf(Topic.OF_THE_SHOP);
    those.forEach(one -> models.addAll(one.topic().models()));
    return horizons.of(models, wanted);
  }

  private synchronized void follow() {
    if (follower == null || !follower.isAlive()) {
      // Now, and not when the thread has begun: what comes until then would be told to nobody.
      var from = events.headPosition();
      follower = new AxonThreadFactory("live-follow").newThread(() -> followWhileWanted(from));
      follower.setDaemon(true);
      follower.start();
    }
  }

  /** True when nobody is subscribed; then whoever comes next starts another thread. */
  private synchronized boolean isDone() {
    if (subscribers.isEmpty() || tellers.isShutdown()) {
      follower = null;
      return true;
    }
    return false;
  }

  private void followWhileWanted(long from) {
    try (var seen = new SeenEvents(events.follow(from))) {
      while (!isDone()) {
        if (seen.more()) {
          // Whoever comes later finds these events in the log, and is told of them as he comes.
          var those = List.copyOf(subscribers);
          awaitHorizon(seen.upTo(), those);
          tell(seen, those);
        }
      }
    } catch (InterruptedException _) {
      log.debug("Nobody is told of changes any more");
    } catch (RuntimeException | Error failure) { // an Error too: nobody else would follow
      log.warn("Subscriptions end, because the log could not be followed", failure);
      endAll();
    }
  }

  private synchronized void endAll() {
    follower = null;
    subscribers.forEach(
        one -> one.end(new SubscriptionEnded("UNAVAILABLE", "ask again with fromPosition")));
  }

  private void awaitHorizon(long position, List<Subscriber<?>> those) throws InterruptedException {
    while (horizon(those, position) < position && !subscribers.isEmpty()) {
      Thread.sleep(WAIT);
    }
  }

  private void tell(SeenEvents seen, List<Subscriber<?>> those) {
    var wanted = new HashSet<String>();
    those.forEach(
        one -> {
          if (one.topic() instanceof Topic.Customer customer) {
            wanted.add(customer.id());
          }
        });
    var concerned = wanted.isEmpty() ? Set.<String>of() : customers.of(seen.orders(), wanted);
    for (var one : those) {
      var isConcerned =
          switch (one.topic()) {
            case Topic.Order order -> seen.orders().contains(order.id());
            case Topic.Customer customer -> concerned.contains(customer.id());
            case Topic.Stock stock -> seen.skus().contains(stock.sku());
            case Topic.Log _ -> true;
          };
      if (isConcerned) {
        one.know(seen.upTo());
      } else {
        one.pass(seen.upTo());
      }
    }
  }

  private void endThoseWhoAreSlow() {
    for (var one : subscribers) {
      if (one.isSlow(limits.slowAfter())) {
        one.end(
            new SubscriptionEnded(
                "TOO_SLOW", "you did not take what there was to tell; go on with fromPosition"));
      }
    }
  }

  @Override
  public void close() {
    tellers.shutdownNow();
    var thread = follower;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
