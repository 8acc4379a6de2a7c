package io.daybook.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
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
  private static final String NOTHING_BEFORE = "00".repeat(32);

  private final EventTable table;
  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("log-seal"));

  Seals(EventTable table, JdbcTemplate jdbc, Clock clock) {
    this.table = table;
    this.jdbc = jdbc;
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

  /** The hashes are SHA-256 in hex. */
  private record Seal(
      long first, long last, Instant sealedAt, String root, String previous, String hash) {}

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
    var last = latest();
    while (last.map(Seal::last).orElse(-1L) < head) {
      var first = last.map(Seal::last).orElse(-1L) + 1;
      var end = Math.min(head, first + MOST_EVENTS - 1);
      var previous = last.map(Seal::hash).orElse(NOTHING_BEFORE);
      var sealedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
      var root = rootOf(first, end);
      var seal =
          new Seal(
              first, end, sealedAt, root, previous, hash(previous, first, end, sealedAt, root));
      try {
        store(seal);
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
    var previous = NOTHING_BEFORE;
    long next = 0;
    long seals = 0;
    @Nullable String latestHash = null;
    for (var page = read(-1); !page.isEmpty(); page = read(next - 1)) {
      for (var seal : page) {
        var what = brokenIn(seal, next, previous);
        if (what != null) {
          var broken = new Broken(seal.first(), seal.last(), seal.sealedAt(), what);
          return new Verdict(false, broken, seals, next, unsealed(next), latestHash);
        }
        seals++;
        next = seal.last() + 1;
        previous = seal.hash();
        latestHash = previous;
        progress.accept(seal.last());
      }
    }
    return new Verdict(true, null, seals, next, unsealed(next), latestHash);
  }

  private @Nullable String brokenIn(Seal seal, long next, String previous) {
    var expected = hash(previous, seal.first(), seal.last(), seal.sealedAt(), seal.root());
    if (seal.first() != next
        || !previous.equals(seal.previous())
        || !expected.equals(seal.hash())) {
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
    var digest = sha256();
    for (long after = first - 1; after < last; ) {
      var rows = table.readLog(after);
      if (rows.isEmpty()) {
        break;
      }
      for (var row : rows) {
        if (row.position() > last) {
          break;
        }
        update(digest, row);
      }
      after = rows.getLast().position();
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Numbers as 8 bytes big-endian, texts as length in bytes and UTF-8, null as length -1. */
  private static void update(MessageDigest digest, EventRow row) {
    update(digest, row.position());
    update(digest, row.stream());
    update(digest, row.version());
    update(digest, row.streamType());
    update(digest, row.eventId());
    update(digest, row.recordedAtMicros());
    update(digest, row.payloadType());
    update(digest, row.payloadRevision());
    update(digest, row.payload());
    update(digest, row.metadata());
  }

  private static void update(MessageDigest digest, long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private static void update(MessageDigest digest, @Nullable String text) {
    if (text == null) {
      update(digest, -1);
    } else {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      update(digest, bytes.length);
      digest.update(bytes);
    }
  }

  private static String hash(
      String previous, long first, long last, Instant sealedAt, String root) {
    var digest = sha256();
    update(digest, previous);
    update(digest, first);
    update(digest, last);
    update(digest, ChronoUnit.MICROS.between(Instant.EPOCH, sealedAt));
    update(digest, root);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java has SHA-256
    }
  }

  private void store(Seal seal) {
    jdbc.update(
        """
        insert into event_log.seal (first_position, last_position, sealed_at, root, previous, hash)
        values (?, ?, ?, decode(?, 'hex'), decode(?, 'hex'), decode(?, 'hex'))
        """,
        seal.first(),
        seal.last(),
        Timestamp.from(seal.sealedAt()),
        seal.root(),
        seal.previous(),
        seal.hash());
  }

  private Optional<Seal> latest() {
    return query("order by last_position desc limit 1").stream().findFirst();
  }

  private List<Seal> read(long afterPosition) {
    return query("where last_position > ? order by last_position limit 100", afterPosition);
  }

  private List<Seal> query(String where, Object... arguments) {
    return jdbc.query(
        """
        select first_position, last_position, sealed_at,
               encode(root, 'hex'), encode(previous, 'hex'), encode(hash, 'hex')
          from event_log.seal
        """
            + where,
        (row, _) ->
            new Seal(
                row.getLong(1),
                row.getLong(2),
                row.getTimestamp(3).toInstant(),
                row.getString(4),
                row.getString(5),
                row.getString(6)),
        arguments);
  }
}
