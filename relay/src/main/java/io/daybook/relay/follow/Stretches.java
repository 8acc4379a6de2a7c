package io.daybook.relay.follow;

import io.daybook.eventstore.EventLog;
import io.daybook.relay.published.Announcement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log as others are told it. What is new is mapped once for all recipients, by one thread, and
 * the latest of it is kept; who is further behind shares pages of the log that begin at multiples
 * of their size, so that those who are behind together have each page read and mapped once.
 */
final class Stretches implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Stretches.class);

  /** Positions of a stretch, at most. */
  static final int PAGE = 1_000;

  /** So many announcements are kept for those who are a little behind. */
  private static final int KEPT = 10_000;

  private static final int OLD_PAGES = 8;
  private static final long PAUSE_MILLIS = 1_000;

  private final EventLog events;
  private final Runnable onNews;
  private final ConcurrentSkipListMap<Long, Stretch> recent = new ConcurrentSkipListMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, FutureTask<Mapped>> old =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, FutureTask<Mapped>> eldest) {
          return size() > OLD_PAGES;
        }
      };
  private int kept;
  private volatile long readTo;
  private volatile @Nullable String trouble;
  private volatile boolean closed;
  private final Thread reader;
  private final ExecutorService ahead =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("relay-ahead").factory());

  /**
   * Begins with what is appended from now on.
   *
   * @param onNews told when there is more, by the thread that reads; it must not hold it up
   */
  Stretches(EventLog events, Runnable onNews) {
    this.events = events;
    this.onNews = onNews;
    this.readTo = events.headPosition();
    this.reader = Thread.ofPlatform().daemon().name("relay-reader").unstarted(this::follow);
  }

  void start() {
    reader.start();
  }

  /** Up to which position the log is mapped here. */
  long readTo() {
    return readTo;
  }

  /** Why the log cannot be mapped further, if it cannot. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /**
   * What is in memory after a position, or null when that is further back.
   *
   * @param most so many announcements are enough
   */
  @Nullable Stretch recent(long position, int most) {
    if (position >= readTo) {
      return new Stretch(position, position, List.of());
    }
    var first = recent.higherEntry(position);
    if (first == null || first.getValue().after() > position) {
      return null;
    }
    if (first.getValue().announcements().size() >= most) {
      return first.getValue();
    }
    var all = new ArrayList<Announcement>();
    var last = position;
    for (var stretch : recent.tailMap(position, false).values()) {
      if (stretch.after() > last || all.size() >= most) {
        break; // the oldest were dropped meanwhile, or it is enough
      }
      all.addAll(stretch.announcements());
      last = stretch.last();
    }
    return last == position ? null : new Stretch(first.getValue().after(), last, all);
  }

  /**
   * What is in the table after a position; it may begin before. Waits for the database, as a rule
   * for a page that is being read already: while one is handed over, the next one is read.
   *
   * @throws RuntimeException when the event after the position cannot be read, or not be mapped
   */
  Stretch read(long position) {
    var start = (position + 1) / PAGE * PAGE - 1;
    var page = page(start);
    if (page.failure != null && page.stretch.last() <= position) {
      throw page.failure;
    }
    var next = start + PAGE;
    if (page.stretch.last() == next && next < events.headPosition()) {
      readAhead(next);
    }
    return page.stretch;
  }

  private void readAhead(long start) {
    try {
      ahead.execute(old(start));
    } catch (RejectedExecutionException ends) {
      log.debug("Nothing is read ahead any more", ends);
    }
  }

  /** One page, which is read once however many want it, and is kept if all of it was there. */
  private Mapped page(long start) {
    var task = old(start);
    task.run(); // nothing happens where another thread reads it, or has read it
    var whole = false;
    try {
      var page = task.get();
      whole = page.failure == null && page.stretch.last() - start >= PAGE;
      return page;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The log is not read any more", interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("The log cannot be read", failed.getCause());
    } finally {
      if (!whole) {
        inLock(() -> old.remove(start, task));
      }
    }
  }

  private FutureTask<Mapped> old(long start) {
    return inLock(() -> old.computeIfAbsent(start, _ -> new FutureTask<>(() -> load(start))));
  }

  private Mapped load(long start) throws InterruptedException {
    try (var stream = events.follow(start)) {
      return map(start, next(stream, 0));
    }
  }

  private <T> T inLock(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    reader.interrupt();
    ahead.shutdownNow();
  }

  private void follow() {
    while (!closed) {
      try (var stream = events.follow(readTo)) {
        while (!closed) {
          var page = map(readTo, next(stream, PAUSE_MILLIS));
          if (page.stretch.last() > readTo) {
            add(page.stretch);
            onNews.run();
          }
          if (page.failure != null) {
            throw page.failure;
          }
          trouble = null;
        }
      } catch (InterruptedException _) {
        log.debug("The relay's reader ends");
      } catch (RuntimeException | Error failure) { // an Error too: nobody else would read
        stumble(failure);
      }
    }
  }

  private void stumble(Throwable failure) {
    if (trouble == null && !closed) {
      log.warn("Nobody is told what is after position {}; trying again", readTo, failure);
    }
    trouble = "What is after position " + readTo + " cannot be told: " + failure.getMessage();
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException _) {
      closed = true;
    }
  }

  /** What there is now, up to a page; waits for the first. */
  private static List<TrackedEventMessage<?>> next(
      BlockingStream<TrackedEventMessage<?>> stream, long millis) throws InterruptedException {
    var page = new ArrayList<TrackedEventMessage<?>>();
    var wait = (int) millis;
    while (page.size() < PAGE && stream.hasNextAvailable(wait, TimeUnit.MILLISECONDS)) {
      page.add(stream.nextAvailable());
      wait = 0;
    }
    return page;
  }

  /** A page up to the event that cannot be mapped, if there is one. */
  private record Mapped(Stretch stretch, @Nullable RuntimeException failure) {}

  private Mapped map(long after, List<TrackedEventMessage<?>> page) {
    var parcels = new ItemsInLog(events, page);
    var announcements = new ArrayList<Announcement>(page.size());
    var last = after;
    @Nullable RuntimeException failure = null;
    try {
      for (var event : page) {
        announcements.addAll(Announcement.of(event, parcels));
        last = event.trackingToken().position().orElseThrow();
      }
    } catch (RuntimeException unreadable) {
      failure = unreadable;
    }
    return new Mapped(new Stretch(after, last, announcements), failure);
  }

  private void add(Stretch stretch) {
    recent.put(stretch.last(), stretch);
    kept += weight(stretch);
    readTo = stretch.last();
    while (kept > KEPT && recent.size() > 1) {
      kept -= weight(recent.pollFirstEntry().getValue());
    }
  }

  /** One that tells nothing is something too. */
  private static int weight(Stretch stretch) {
    return stretch.announcements().size() + 1;
  }
}
