package io.daybook.relay.inbox;

import io.daybook.relay.inbox.Heard.Wish;
import io.daybook.relay.inbox.InboxCommands.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the topics page by page, on one thread. A page is read when all of it is done or put aside;
 * while something is in the way that passes, nothing more is read, and it is tried again. The
 * broker is asked all the while, so that it takes us for alive.
 */
class Inbox implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Inbox.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  private final Supplier<Consumer<String, String>> consumers;
  private final Function<Wish, CompletableFuture<Answer>> commands;
  private final InboxPage.Books books;
  private final InboxProperties properties;
  private final InboxState state;
  private @Nullable Thread thread;
  private volatile @Nullable Consumer<String, String> consumer;
  private volatile boolean running;
  private boolean pausing;
  private long forgotAt = System.nanoTime() - FORGET_EVERY.toNanos();

  Inbox(
      Supplier<Consumer<String, String>> consumers,
      Function<Wish, CompletableFuture<Answer>> commands,
      InboxPage.Books books,
      InboxProperties properties,
      InboxState state) {
    this.consumers = consumers;
    this.commands = commands;
    this.books = books;
    this.properties = properties;
    this.state = state;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("inbox").start(this::hearWhileRunning);
  }

  /** What is under way is done first; what is not is read again by the next start. */
  @Override
  public void stop() {
    running = false;
    var listening = consumer;
    if (listening != null) {
      listening.wakeup();
    }
    try {
      if (thread != null && !thread.join(STOP)) {
        log.warn("The inbox has not come to an end; its messages are read again");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void hearWhileRunning() {
    var pause = new Pause(properties);
    while (running) {
      try (var listening = consumers.get()) {
        consumer = listening;
        pausing = false;
        listening.subscribe(HeardWords.TOPICS, new Nothing());
        while (running) {
          hear(listening, pause);
        }
      } catch (WakeupException _) {
        log.debug("Nothing more is heard");
      } catch (RuntimeException | Error failure) { // nobody else would listen
        state.fails(failure);
        log.error("The inbox cannot go on; it begins anew", failure);
        pause.sleep();
      } finally {
        consumer = null;
      }
    }
  }

  private void hear(Consumer<String, String> listening, Pause pause) {
    forgetOld();
    var read = listening.poll(LOOK);
    state.asked(listening);
    if (read.isEmpty()) {
      return;
    }
    var messages = new ArrayList<Heard>(read.count());
    read.forEach(message -> messages.add(heard(message)));
    var page = new InboxPage(messages, commands, books);
    while (true) {
      var failure = attempt(page);
      if (failure == null) {
        break;
      }
      state.fails(failure);
      log.warn(
          "Messages cannot be done now, and are tried again in {}: {}",
          pause.next(),
          failure.toString());
      if (!stayAlive(listening, pause.take())) {
        return; // not told as read: they are read again
      }
      page.keepOnly(heard -> listening.assignment().contains(partition(heard)));
    }
    pause.reset();
    state.works();
    commit(listening, messages);
  }

  private @Nullable Throwable attempt(InboxPage page) {
    try {
      return page.attempt();
    } catch (RuntimeException failure) {
      return failure;
    }
  }

  /** Asks the broker for nothing until the pause is over; false when it is time to stop. */
  private boolean stayAlive(Consumer<String, String> listening, Duration pause) {
    var end = System.nanoTime() + pause.toNanos();
    pausing = true;
    while (running && System.nanoTime() < end) {
      listening.pause(listening.assignment());
      var left = Math.min(LOOK.toNanos(), Math.max(1, end - System.nanoTime()));
      if (!listening.poll(Duration.ofNanos(left)).isEmpty()) {
        throw new IllegalStateException("The broker gave messages that nobody asked for");
      }
    }
    pausing = false;
    listening.resume(listening.assignment());
    return running;
  }

  /** Whoever has the partition now reads again what could not be told as read. */
  private static void commit(Consumer<String, String> listening, List<Heard> messages) {
    var read = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (var heard : messages) {
      var at = partition(heard);
      if (listening.assignment().contains(at)) {
        read.put(at, new OffsetAndMetadata(heard.place().offset() + 1));
      }
    }
    try {
      listening.commitSync(read);
    } catch (CommitFailedException | RebalanceInProgressException moved) {
      log.info("Messages are read again, because their topics have moved: {}", moved.toString());
    }
  }

  private void forgetOld() {
    if (System.nanoTime() - forgotAt < FORGET_EVERY.toNanos()) {
      return;
    }
    forgotAt = System.nanoTime();
    try {
      books.forget(properties.keep());
    } catch (RuntimeException failure) {
      log.info("Old notes are forgotten later: {}", failure.toString());
    }
  }

  private static Heard heard(ConsumerRecord<String, String> message) {
    return new Heard(
        new Heard.Place(message.topic(), message.partition(), message.offset()),
        message.key() == null ? "" : message.key(),
        message.value() == null ? "" : message.value());
  }

  private static TopicPartition partition(Heard heard) {
    return new TopicPartition(heard.place().topic(), heard.place().partition());
  }

  /** What comes while we pause is not read either. */
  private final class Nothing implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> gone) {
      log.debug("No longer heard here: {}", gone);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> come) {
      var listening = consumer;
      if (listening != null && pausing) {
        listening.pause(come);
      }
      log.info("Heard here: {}", come);
    }
  }

  /** The consumer's settings that the inbox relies on. */
  static Map<String, Object> settings(InboxProperties properties) {
    return Map.of(
        "bootstrap.servers",
        properties.bootstrapServers(),
        "group.id",
        properties.group(),
        "enable.auto.commit",
        false,
        "auto.offset.reset",
        "earliest",
        "isolation.level",
        "read_committed",
        "allow.auto.create.topics",
        false,
        "max.poll.records",
        properties.page(),
        "metadata.max.age.ms",
        10_000); // topics that are made later are found soon
  }
}
