package io.daybook.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A consumer of all topics of one who tells: when each event came, whether it came twice, and
 * whether it came after a later one of its key.
 */
final class Told implements AutoCloseable {
  private static final int MOST = 4_000_000;
  private static final long PATIENCE_NANOS = 90_000_000_000L;
  private static final long LOOK_EVERY_NANOS = 2_000_000;

  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Long> lastOfKey = new HashMap<>();
  private final long[] cameAt = new long[MOST];
  private final long[] waited = new long[MOST];
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final KafkaConsumer<String, byte[]> consumer;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger timed = new AtomicInteger();
  private final AtomicInteger doubled = new AtomicInteger();
  private final AtomicInteger outOfOrder = new AtomicInteger();
  private volatile boolean closed;

  Told(BrokerProcess broker, String topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.address(),
                ConsumerConfig.GROUP_ID_CONFIG,
                UUID.randomUUID().toString(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                500),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(Pattern.compile(topics));
    Thread.ofPlatform().name("told").start(this::follow);
  }

  /**
   * An event is about to be appended: how long until it comes is measured.
   *
   * @param due since when, as {@link System#nanoTime} has it
   */
  void begin(String eventId, long due) {
    begun.put(eventId, due);
  }

  /** Different events that came. */
  int count() {
    return count.get();
  }

  int doubled() {
    return doubled.get();
  }

  int outOfOrder() {
    return outOfOrder.get();
  }

  /** Waits until so many different events have come. */
  void await(int events) {
    var last = count.get();
    var since = System.nanoTime();
    while (count.get() < events) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
      if (ended.isCompletedExceptionally()) {
        ended.join(); // throws what has ended it
      } else if (count.get() > last) {
        last = count.get();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > PATIENCE_NANOS) {
        throw new IllegalStateException(
            "Of %,d events only %,d have come".formatted(events, count.get()));
      }
    }
  }

  /** How many came in a second, of those after so many and up to so many. */
  double perSecond(int after, int upTo) {
    return (upTo - after) / ((cameAt[upTo - 1] - cameAt[after]) / 1e9);
  }

  /** How many have come whose begin was told. */
  int timed() {
    return timed.get();
  }

  /** How long they took from their begin, but for the first so many. */
  Load.Result waited(int after, double perSecond) {
    return Load.resultOf(perSecond, Arrays.copyOfRange(waited, after, timed.get()));
  }

  private void follow() {
    try (consumer) {
      while (!closed) {
        for (var one : consumer.poll(Duration.ofMillis(100))) {
          take(one, System.nanoTime());
        }
      }
      ended.complete(null);
    } catch (RuntimeException failure) {
      ended.completeExceptionally(failure);
    }
  }

  private void take(ConsumerRecord<String, byte[]> one, long now) {
    var id = attribute(one, "id");
    if (!seen.add(id)) {
      doubled.incrementAndGet();
      return;
    }
    var position = Long.parseLong(attribute(one, "position"));
    var before = lastOfKey.put(one.topic() + one.key(), position);
    if (before != null && before > position) {
      outOfOrder.incrementAndGet();
    }
    var from = begun.remove(id);
    if (from != null) {
      waited[timed.get()] = now - from;
      timed.incrementAndGet(); // and only now others see it
    }
    cameAt[count.get()] = now;
    count.incrementAndGet();
  }

  /** An attribute of a CloudEvent, which is a header or stands in the content. */
  private static String attribute(ConsumerRecord<String, byte[]> one, String name) {
    var header = one.headers().lastHeader("ce_" + name);
    if (header != null) {
      return new String(header.value(), StandardCharsets.UTF_8);
    }
    var content = new String(one.value(), StandardCharsets.UTF_8);
    var before = "\"" + name + "\":\"";
    var start = content.indexOf(before) + before.length();
    return content.substring(start, content.indexOf('"', start));
  }

  @Override
  public void close() {
    closed = true;
    ended.join();
  }
}
