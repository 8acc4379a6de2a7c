package io.daybook.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where processors read the log from. One thread reads each new event once, for all processors of
 * this process, and keeps the latest in memory; a processor that is further behind reads pages of
 * the table by itself until it has caught up.
 *
 * <p>Every look begins at the last event that was seen ({@link SeenEnd}).
 */
final class LogTail
    implements StreamableMessageSource<TrackedEventMessage<?>>, Forgetful, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LogTail.class);

  /** Under load the tail rests so long before it looks again; a lone event is passed on at once. */
  private static final Duration GATHER = Duration.ofMillis(10);

  /** How long an event can stay unseen whose process was killed before it told the others. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final EventTable own;
  private final SharedPages shared;
  private final EventTable table;
  private final Pulse pulse = new Pulse(LONGEST_WAIT.multipliedBy(3));
  private final EventReader events;
  private final Semaphore news = new Semaphore(0);
  private final RecentPages recent = new RecentPages();
  private final LogStreams streams = new LogStreams();
  private final Thread reader;
  private final AtomicLong untold = new AtomicLong();
  private final LogLoad load = new LogLoad(System::nanoTime);
  private final Runnable tellOthers;
  private final SeenEnd seen;
  private volatile long lookedAt = System.nanoTime();
  private volatile boolean closed;
  private volatile boolean busy;

  /**
   * @param own where the tail itself reads, on connections that nobody can take from it
   * @param table where those read who are further behind
   * @param tellOthers tells the tails of other processes that this one has appended
   * @param lastResort asked for when the log went back
   */
  LogTail(
      EventTable own,
      EventTable table,
      EventReader events,
      Runnable tellOthers,
      LastResort lastResort) {
    this.own = own;
    this.table = table;
    this.shared = new SharedPages(table, events);
    this.events = events;
    this.tellOthers = tellOthers;
    this.seen = new SeenEnd(own.end(), lastResort);
    this.reader = new AxonThreadFactory("log-tail").newThread(this::follow);
    reader.start();
  }

  /** There may be events after the head. Does not block. */
  void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /** This process has appended: the others are told soon, outside the append's transaction. */
  void appendedHere(int events) {
    untold.addAndGet(events);
    wake();
  }

  Pulse pulse() {
    return pulse;
  }

  /** Whether the log can be read, and has all that this process has seen of it. */
  boolean isWell() {
    return pulse.isWell() && !seen.isGone();
  }

  /** Whether the log went back behind what this process has seen. */
  boolean wentBack() {
    return seen.isGone();
  }

  /** Whether many events were appended within the last second or so. */
  boolean isBusy() {
    return busy;
  }

  /** The last position that this process has seen. */
  long head() {
    return seen.position();
  }

  /** How long ago the log was looked at successfully; endless when nobody looks any more. */
  Duration lastLook() {
    return reader.isAlive()
        ? Duration.ofNanos(System.nanoTime() - lookedAt)
        : ChronoUnit.FOREVER.getDuration();
  }

  /** What is kept in memory after a position, or null when that is not known here. */
  @Nullable LogPage kept(long position) {
    if (position >= head()) {
      return LogPage.emptyAfter(position);
    }
    return recent.after(position);
  }

  /**
   * Begins to read the page in which the position after this one is; it may begin before.
   *
   * @param unwanted the kinds of events that the reader can do without. It gets them all the same
   *     while others who read near by want them: one page for all is worth more.
   */
  SharedPages.Page begin(long after, Set<String> unwanted) {
    var start = SharedPages.startOfPage(after);
    var isFull = start + EventTable.PAGE <= head();
    return shared.begin(start, isFull ? streams.unwantedAround(start, unwanted) : Set.of());
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return openStream(token, Duration.ZERO);
  }

  /**
   * Opens a stream for somebody to whom larger pages are worth a wait.
   *
   * @param gather while the log is busy, new events are passed on together, so far apart, or when
   *     there are enough for a page
   */
  BlockingStream<TrackedEventMessage<?>> openStream(
      @Nullable TrackingToken token, Duration gather) {
    var stream = new LogStream(this, token == null ? -1 : token.position().orElse(-1), gather);
    streams.add(stream);
    wake();
    return stream;
  }

  @Override
  public void forget() {
    recent.clear();
    shared.forgetAll();
  }

  void closed(LogStream stream) {
    streams.remove(stream);
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(-1);
  }

  @Override
  public TrackingToken createHeadToken() {
    return new GlobalSequenceTrackingToken(table.head());
  }

  @Override
  public TrackingToken createTokenAt(Instant instant) {
    return new GlobalSequenceTrackingToken(table.positionBefore(instant));
  }

  @Override
  public void close() {
    closed = true;
    reader.interrupt();
  }

  private void follow() {
    var away = false;
    while (!closed) {
      try {
        var wait = away ? LONGEST_WAIT.toNanos() : nanosToWait();
        var unused = news.tryAcquire(wait, TimeUnit.NANOSECONDS);
        look();
        lookedAt = System.nanoTime();
        if (untold.getAndSet(0) > 0) {
          tellOthers.run();
        }
        away = false;
        if (load.isBusy()) {
          TimeUnit.NANOSECONDS.sleep(GATHER.toNanos());
        }
      } catch (InterruptedException _) {
        log.debug("The tail ends");
      } catch (RuntimeException | Error failure) { // an Error too: nobody else would look
        if (!away && !closed) {
          log.warn("The log cannot be read; trying again", failure);
        }
        away = true;
      }
    }
  }

  /** Streams that gather are served in time, though nothing new may come any more. */
  private long nanosToWait() {
    return streams.nanosToNextPage(LONGEST_WAIT.toNanos());
  }

  /** What was seen is passed on also when the next look fails. */
  private void look() {
    long found = 0;
    try {
      found = streams.isEmpty() ? lookAtTheEnd() : catchUp();
    } finally {
      load.add(found);
      busy = load.isBusy();
      streams.passOn(busy);
    }
  }

  /**
   * Nobody reads here, so no append is worth a look, but aggregates may be in memory. Says how many
   * events were appended here.
   */
  private long lookAtTheEnd() {
    if (!pulse.isWell() || !pulse.hasAnsweredWithin(LONGEST_WAIT)) {
      var places = pulse.ask(() -> own.placesFrom(seen.position()));
      seen.check(places.isEmpty() ? null : places.getFirst());
      if (!places.isEmpty()) {
        seen.moveTo(places.getLast());
      }
    }
    return untold.get();
  }

  /** Passes on what is new, and says how many positions that were. */
  private long catchUp() {
    var before = head();
    LogPage page;
    do {
      var rows = pulse.ask(() -> own.readLogFrom(head()));
      seen.check(rows.isEmpty() ? null : LogPlace.of(rows.getFirst()));
      var added = head() < 0 ? rows : rows.subList(1, rows.size());
      page = LogPage.of(head(), added, events.inLog(added));
      if (!page.isEmpty()) {
        recent.add(page);
        seen.moveTo(LogPlace.of(rows.getLast()));
      }
    } while (page.isFull() && !closed);
    return head() - before;
  }
}
