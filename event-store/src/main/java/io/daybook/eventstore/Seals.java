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
  private static final int MOST_EVENTS = 10 * EventTable.PAGE;

  private final EventTable table;
  private final SealTable seals;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("log-seal"));

  Seals(EventTable table, JdbcTemplate jdbc, Clock clock) {
    this.table = table;
    this.seals = new SealTable(jdbc);
    this.clock = clock;
  }

  /**
   * What the seals say of the log.
   *
   * @param intact whether every sealed event is as it was when it was sealed
   * @param firstBroken the first range that is not, and why; null when all is intact
   * @param seals ranges that were computed again
   * @param sealedEvents events in them
   * @param unsealedEvents events that are too new to be sealed
   * @param latestHash hash of the latest seal in hex, or null when there is none: worth keeping
   *     elsewhere
   */
  public record Verdict(
      boolean intact,
      @Nullable Broken firstBroken,
      long seals,
      long sealedEvents,
      long unsealedEvents,
      @Nullable String latestHash) {}

  /**
   * A range of the log that does not match its seal.
   *
   * @param what {@code events} when they hash to something else, {@code seal} when the seal itself
   *     was changed or does not follow the one before
   */
  public record Broken(long firstPosition, long lastPosition, Instant sealedAt, String what) {}

  void start(Duration every) {
    var unused =
        timer.scheduleWithFixedDelay(
            this::sealQuietly, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** Seals what is not sealed yet; nodes that do so at the same time do it once. */
  public void sealNew() {
    var head = table.head();
    var last = seals.latest();
    while (last.map(Seal::last).orElse(-1L) < head) {
      var first = last.map(Seal::last).orElse(-1L) + 1;
      var end = Math.min(head, first + MOST_EVENTS - 1);
      var previous = last.map(Seal::hash).orElse(Seal.NOTHING_BEFORE);
      var sealedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
      var seal = Seal.of(first, end, sealedAt, rootOf(first, end), previous);
      try {
        seals.store(seal);
      } catch (DuplicateKeyException _) {
        log.debug("Another node has sealed from {}", first);
        return;
      }
      log.info("Sealed positions {} to {}: {}", first, end, seal.hash());
      last = Optional.of(seal);
    }
  }

  /**
   * Computes every seal again, from the first.
   *
   * @param progress told the last position of every range that was computed
   */
  public Verdict verify(Consumer<Long> progress) {
    var previous = Seal.NOTHING_BEFORE;
    long next = 0;
    long count = 0;
    @Nullable String latestHash = null;
    for (var page = seals.read(-1); !page.isEmpty(); page = seals.read(next - 1)) {
      for (var seal : page) {
        var what = brokenIn(seal, next, previous);
        if (what != null) {
          var broken = new Broken(seal.first(), seal.last(), seal.sealedAt(), what);
          return new Verdict(false, broken, count, next, unsealed(next), latestHash);
        }
        count++;
        next = seal.last() + 1;
        previous = seal.hash();
        latestHash = previous;
        progress.accept(seal.last());
      }
    }
    return new Verdict(true, null, count, next, unsealed(next), latestHash);
  }

  private @Nullable String brokenIn(Seal seal, long next, String previous) {
    if (!seal.follows(previous, next)) {
      return "seal";
    }
    return rootOf(seal.first(), seal.last()).equals(seal.root()) ? null : "events";
  }

  private long unsealed(long next) {
    return Math.max(0, table.head() + 1 - next);
  }

  private void sealQuietly() {
    try {
      sealNew();
    } catch (RuntimeException failure) {
      log.warn("New events could not be sealed; trying again", failure);
    }
  }

  /** Hashes a range page by page; a missing or an additional event gives another hash. */
  private String rootOf(long first, long last) {
    var digest = new LogDigest();
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
      }
      after = rows.getLast().position();
    }
    return digest.hex();
  }
}
