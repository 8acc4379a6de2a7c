package io.daybook.eventstore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * One reader of the log; for one thread at a time. What the tail keeps comes from memory. Further
 * back it is read page by page from where the last page ended, and the next pages while this one is
 * handled: constant memory, and no cursor or transaction that would stay open for hours.
 */
final class LogStream implements BlockingStream<TrackedEventMessage<?>> {
  /** A page of so many is worth its transaction: to wait for more would save little. */
  static final int WORTH_A_PAGE = 200;

  private final LogTail tail;
  private final ReadAhead ahead;
  private final Deque<TrackedEventMessage<?>> messages = new ArrayDeque<>();
  private final Semaphore news = new Semaphore(0);
  private final long gatherNanos;
  private volatile long last;
  private volatile @Nullable Runnable callback;
  private volatile Set<String> unwanted = Set.of();
  private volatile boolean farBack;

  /** Up to here it may be read; the tail's thread moves it. */
  private volatile long passedOn;

  private volatile long passedOnAt;

  /**
   * @param gather how far apart new events are passed on while the log is busy, at most
   */
  LogStream(LogTail tail, long start, Duration gather) {
    this.tail = tail;
    this.ahead = new ReadAhead(tail, this::unwanted);
    this.last = start;
    this.gatherNanos = gather.toNanos();
    this.passedOn = tail.head();
    this.passedOnAt = System.nanoTime() - gatherNanos;
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    fill();
    return Optional.ofNullable(messages.peek());
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    news.drainPermits();
    if (!fill() && timeout > 0 && news.tryAcquire(timeout, unit)) {
      fill();
    }
    return !messages.isEmpty();
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return messages.remove();
  }

  @Override
  public boolean setOnAvailableCallback(Runnable onAvailable) {
    callback = onAvailable;
    return true;
  }

  /** The processor does not handle such events: far back, they need not even be read. */
  @Override
  public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
    if (ignored instanceof LazyEvent<?> event && !unwanted.contains(event.kind())) {
      unwanted =
          Stream.concat(unwanted.stream(), Stream.of(event.kind()))
              .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** The kinds of events of which this reader has said that it does not want them. */
  Set<String> unwanted() {
    return unwanted;
  }

  /** It reads pages from the table, and the same ones as a reader at this position. */
  boolean sharesPagesAround(long position) {
    return farBack && Math.abs(position - last) < SharedPages.MOST * EventTable.PAGE;
  }

  @Override
  public void close() {
    tail.closed(this);
    messages.clear();
  }

  /** Passes on what the tail has seen, unless more is to be gathered first. */
  void passOn(boolean busy) {
    var waiting = tail.head() - passedOn;
    if (waiting > 0 && (!busy || waiting >= WORTH_A_PAGE || nanosLeft() <= 0)) {
      passedOn = tail.head();
      passedOnAt = System.nanoTime();
      news.release();
      var onAvailable = callback;
      if (onAvailable != null) {
        onAvailable.run();
      }
    }
  }

  /** How long until something is due that the tail has seen. */
  long nanosToNextPage() {
    return tail.head() > passedOn ? Math.max(0, nanosLeft()) : Long.MAX_VALUE;
  }

  private long nanosLeft() {
    return passedOnAt + gatherNanos - System.nanoTime();
  }

  /** Gets the next page that has messages when the last one is used up. */
  private boolean fill() {
    while (messages.isEmpty()) {
      if (last >= passedOn) {
        farBack = false;
        return false;
      }
      var page = ahead.take();
      if (page == null) {
        page = tail.kept(last);
        farBack = page == null;
      }
      if (page == null) {
        page = ahead.read(last);
      }
      if (page.isEmpty() || page.last() <= last) {
        return false;
      }
      messages.addAll(page.messagesAfter(last));
      last = page.last();
      ahead.goOn(page);
    }
    return true;
  }
}
