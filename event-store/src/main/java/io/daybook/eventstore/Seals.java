package io.daybook.eventstore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.AxonThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes tampering evident. Off the path of appends, ranges of the log are hashed, each together
 * with the seal before it; {@link #verify} computes everything again. Who can rewrite the whole
 * database can rewrite the seals too: the latest hash is logged with every seal, so that a copy
 * outside the database can testify.
 */
public final class Seals implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Seals.class);
  private static final int MAX_EVENTS = 10 * EventTable.PAGE;

  private final EventTable table;
  private final SealTable seals;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("log-seal"));

  private volatile @Nullable String trouble;
  private volatile long known = -1;
  private volatile long doneAt = System.nanoTime();

  Seals(EventTable table, JdbcTemplate jdbc, Clock clock) {
    this.table = table;
    this.seals = new SealTable(jdbc);
    this.clock = clock;
  }

  void start(Duration every) {
    var unused =
        timer.scheduleWithFixedDelay(
            this::sealQuietly, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /**
   * How far the log is sealed.
   *
   * @param lastPosition the last position under a seal
   */
  public record SealedUpTo(long lastPosition, Instant sealedAt) {}

  /** How far the log is sealed; empty when nothing of it is yet. */
  public Optional<SealedUpTo> sealedUpTo() {
    return seals.latest().map(seal -> new SealedUpTo(seal.last(), seal.sealedAt()));
  }

  /** The last position under a seal that this process knows of; -1 when it knows of none. */
  long known() {
    return known;
  }

  /** Seconds since this process last found all sealed, or sealed it. */
  double age() {
    return (System.nanoTime() - doneAt) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /** Seals what is not sealed yet; nodes that do so at the same time do it once. */
  public void sealNew() {
    var last = seals.latest(); // before the head, so that another node cannot be ahead of it
    var head = table.head();
    if (last.map(Seal::last).orElse(-1L) > head) {
      throw new IllegalStateException(
          "The log is sealed up to position %d and ends at %d: its end was cut off"
              .formatted(last.map(Seal::last).orElse(-1L), head));
    }
    while (last.map(Seal::last).orElse(-1L) < head) {
      var first = last.map(Seal::last).orElse(-1L) + 1;
      var end = Math.min(head, first + MAX_EVENTS - 1);
      var previous = last.map(Seal::hash).orElse(Seal.NOTHING_BEFORE);
      var sealedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
      var range = read(first, end);
      if (range.events() != end - first + 1) {
        log.error("Positions {} to {} have {} events: some are gone", first, end, range.events());
      }
      var seal = Seal.of(first, end, sealedAt, range, previous);
      try {
        seals.store(seal);
      } catch (DuplicateKeyException _) {
        log.debug("Another node has sealed from {}", first);
        return;
      }
      log.info("Sealed positions {} to {}: {}", first, end, seal.hash());
      last = Optional.of(seal);
    }
    known = last.map(Seal::last).orElse(-1L);
  }

  /**
   * Computes every seal again, from the first.
   *
   * @param expected hash of a seal that was kept elsewhere, or null
   * @param progress told the last position of every range that was computed
   */
  public SealVerdict verify(@Nullable String expected, Consumer<Long> progress) {
    return verify(new SealVerdict.Building(expected), progress);
  }

  /**
   * Computes a seal again and all after it, and nothing before. Who has kept that seal's hash
   * elsewhere, and has verified the log up to it, need not read all of it again.
   *
   * @param since hash of the seal, which the verdict expects to be there
   * @param progress told the last position of every range that was computed
   */
  public SealVerdict verifySince(String since, Consumer<Long> progress) {
    return seals
        .withHash(since)
        .map(seal -> verify(SealVerdict.Building.from(seal), progress))
        .orElseGet(() -> SealVerdict.missing(sealedUpTo(), table.head()));
  }

  private SealVerdict verify(SealVerdict.Building verdict, Consumer<Long> progress) {
    for (var page = seals.read(verdict.last());
        !page.isEmpty();
        page = seals.read(verdict.last())) {
      for (var seal : page) {
        var range = seal.follows(verdict.latest(), verdict.last() + 1) ? read(seal) : null;
        verdict.add(seal, range);
        if (verdict.isBroken()) {
          return verdict.build(table.head());
        }
        progress.accept(seal.last());
      }
    }
    return verdict.build(table.head());
  }

  private Range read(Seal seal) {
    return read(seal.first(), seal.last());
  }

  /** Why the last sealing failed, if it did. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private void sealQuietly() {
    try {
      sealNew();
      doneAt = System.nanoTime();
      trouble = null;
    } catch (RuntimeException | Error failure) { // an Error too: the timer would stop for ever
      trouble = failure.toString();
      log.warn("New events could not be sealed; trying again", failure);
    }
  }

  /** The events of a range: how many, and their hash. */
  record Range(long events, String root) {}

  /** Hashes a range page by page; a missing or an additional event gives another hash. */
  private Range read(long first, long last) {
    var digest = new LogDigest();
    long events = 0;
    for (long after = first - 1; after < last; ) {
      var rows = table.readLog(after);
      if (rows.isEmpty()) {
        break;
      }
      for (var row : rows) {
        if (row.position() > last) {
          break;
        }
        digest.add(row);
        events++;
      }
      after = rows.getLast().position();
    }
    return new Range(events, digest.hex());
  }
}
