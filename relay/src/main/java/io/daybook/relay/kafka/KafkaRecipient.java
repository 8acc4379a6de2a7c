package io.daybook.relay.kafka;

import io.daybook.eventstore.Tracing;
import io.daybook.relay.follow.Lease;
import io.daybook.relay.follow.LostException;
import io.daybook.relay.follow.Recipient;
import io.daybook.relay.follow.Stretch;
import io.daybook.relay.published.Announcement;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka, as one of those who are told. A page is sent in a transaction of Kafka's; only when it is
 * committed the cursor moves, so a page may come twice and nothing is missing.
 *
 * <p>Two guards keep two processes from sending at once. The cursor's epoch says whose turn it is.
 * The writer that was opened last fences the others at the broker, where it counts: also one whose
 * process stood still for minutes. Whoever has opened one asks for the lease again before anything
 * is sent, so a process that is late fences its successor, sees that it is late, and stops; the
 * successor claims anew.
 */
final class KafkaRecipient implements Recipient {
  private static final Logger log = LoggerFactory.getLogger(KafkaRecipient.class);

  private static final int PAGE = 2_000;

  /** After a page with a message that is too large, so many are sent one by one. */
  private static final int ONE_BY_ONE = 2 * PAGE;

  private final Topics topics;
  private final RelayKafkaProperties properties;
  private final Lease lease;
  private final Counter told;
  private final Tracing tracing;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("relay-kafka").factory());
  private @Nullable KafkaWriter writer;
  private volatile int oneByOne;

  KafkaRecipient(
      Topics topics, RelayKafkaProperties properties, Lease lease, Counter told, Tracing tracing) {
    this.topics = topics;
    this.properties = properties;
    this.lease = lease;
    this.told = told;
    this.tracing = tracing;
  }

  @Override
  public int most() {
    return oneByOne > 0 ? 1 : PAGE;
  }

  @Override
  public Duration apart() {
    return properties.apart();
  }

  @Override
  public CompletionStage<?> take(Stretch stretch) {
    return CompletableFuture.runAsync(() -> send(stretch.announcements()), thread);
  }

  private void send(List<Announcement> page) {
    var wanted = page.stream().filter(one -> !isSkipped(one)).toList();
    if (wanted.isEmpty()) {
      return;
    }
    var steps = tracing.isOn() ? steps(wanted) : List.<Tracing.Step>of();
    try {
      opened().write(wanted);
      told.increment(wanted.size());
      oneByOne = Math.max(0, oneByOne - wanted.size());
    } catch (RuntimeException failure) {
      if (failure instanceof RecordTooLargeException) {
        oneByOne = ONE_BY_ONE; // those before it are told, and it is known which one it is
      }
      closeWriter();
      steps.forEach(step -> step.failed(failure));
      throw failure;
    } finally {
      steps.forEach(Tracing.Step::close);
    }
  }

  /** Of what has just happened; who is told of a whole log is told of no trace. */
  private List<Tracing.Step> steps(List<Announcement> page) {
    var earliest = Instant.now().minus(Tracing.SAME_TRACE);
    return page.stream()
        .filter(one -> one.time().isAfter(earliest))
        .map(
            one ->
                tracing.beginBeside(
                    "tell kafka",
                    one.trace(),
                    one.time(),
                    Map.of(
                        "daybook.message",
                        one.type().name(),
                        "daybook.position",
                        Long.toString(one.position()))))
        .toList();
  }

  private boolean isSkipped(Announcement one) {
    var skipped = properties.skip().contains(one.position());
    if (skipped) {
      log.warn("Not told to Kafka, as it is set: {}", one);
    }
    return skipped;
  }

  /**
   * The writer of this process.
   *
   * @throws LostException when another process has claimed the cursor since
   */
  private KafkaWriter opened() {
    var open = writer;
    if (open == null) {
      lease.check(); // who is late disturbs nobody
      open = KafkaWriter.open(topics, properties);
      writer = open;
      lease.check(); // who was late between the two sends nothing
    }
    return open;
  }

  private void closeWriter() {
    var open = writer;
    writer = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    thread.execute(this::closeWriter);
    thread.shutdown();
  }
}
