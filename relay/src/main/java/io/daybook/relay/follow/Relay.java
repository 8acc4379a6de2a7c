package io.daybook.relay.follow;

import io.daybook.eventstore.EventLog;
import io.daybook.runtime.Processes;
import io.daybook.runtime.RuntimeProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has recipients follow the log: claims the cursors that nobody who is alive works for, hands over
 * what there is, and stores how far they are. One look a second for all of them; the sign of life
 * that this process gives for its event processors holds its cursors too.
 */
@Component
public class Relay implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofMillis(20);

  /** How many cursors are claimed at a look, so that another process gets some too. */
  private static final int MOST_CLAIMS = 200;

  /** Cursors that nothing was handed over for are stored so often. */
  private static final Duration STORE_UNTOLD = Duration.ofSeconds(10);

  private static final int THREADS = 4;

  private final EventLog events;
  private final Processes processes;
  private final RelayCursorTable table;
  private final Map<String, Recipients> kinds;
  private final Duration holdsFor;
  private final Map<String, Handover> handovers = new ConcurrentHashMap<>();
  private final Map<String, RelayCursorTable.Move> moves = new ConcurrentHashMap<>();
  private final Map<String, Long> stored = new HashMap<>();
  private final Semaphore news = new Semaphore(0);
  private volatile long holdsUntil = System.nanoTime();
  private volatile boolean closed = true;
  private @Nullable Thread looking;
  private @Nullable ScheduledExecutorService threads;
  private volatile @Nullable Stretches stretches;
  private long storedUntoldAt = System.nanoTime();
  private volatile long lookedAt = System.nanoTime() - LOOK_EVERY.toNanos();

  Relay(
      EventLog events,
      Processes processes,
      RelayCursorTable table,
      ObjectProvider<Recipients> kinds,
      RuntimeProperties properties) {
    this.events = events;
    this.processes = processes;
    this.table = table;
    this.kinds = kinds.stream().collect(Collectors.toMap(Recipients::kind, one -> one));
    this.holdsFor = properties.claimTimeout();
  }

  /**
   * How far a recipient of this process is.
   *
   * @param trouble why it is not told more, if it is not
   */
  public record Progress(RelayCursor cursor, long position, @Nullable String trouble) {}

  /** How far the recipients are that this process works for. */
  public List<Progress> progress() {
    var reader = stretches;
    var trouble = reader == null ? null : reader.trouble().orElse(null);
    return handovers.values().stream()
        .map(
            one ->
                new Progress(
                    one.cursor(), one.position(), trouble == null ? one.trouble() : trouble))
        .toList();
  }

  /** How many events of the log a recipient is behind, whichever process works for it. */
  public long lag(String name) {
    var head = events.headPosition();
    var here = handovers.get(name);
    var position =
        here == null
            ? table.find(name).map(RelayCursor::position).orElse(head)
            : Long.valueOf(here.position());
    return Math.max(0, head - position);
  }

  /** There may be a new cursor: it is looked for at once, and not within a second. */
  public void look() {
    lookedAt = System.nanoTime() - LOOK_EVERY.toNanos();
    wake();
  }

  @Override
  public void start() {
    if (!kinds.isEmpty()) {
      closed = false;
      threads =
          Executors.newScheduledThreadPool(
              THREADS, Thread.ofPlatform().daemon().name("relay-", 0).factory());
      looking = Thread.ofPlatform().daemon().name("relay-cursors").start(this::work);
    }
  }

  @Override
  public void stop() {
    closed = true;
    wake();
    try {
      if (looking != null) {
        looking.join(holdsFor);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    looking = null;
  }

  @Override
  public boolean isRunning() {
    return looking != null;
  }

  private void work() {
    var away = false;
    while (!closed) {
      try {
        if (System.nanoTime() - lookedAt >= LOOK_EVERY.toNanos()) {
          lookedAt = System.nanoTime();
          lookAround();
        }
        store();
        away = false;
        var unused = news.tryAcquire(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
        TimeUnit.NANOSECONDS.sleep(REST.toNanos()); // what comes meanwhile is stored together
      } catch (InterruptedException _) {
        closed = true;
      } catch (RuntimeException | Error failure) { // an Error too: nobody else would look
        if (!away && !closed) {
          log.warn("The relay's cursors cannot be looked at; trying again", failure);
        }
        away = true;
        pause();
      }
    }
    end();
  }

  private void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
    } catch (InterruptedException _) {
      closed = true;
    }
  }

  /** Gives up what is another's, and claims what is nobody's. */
  private void lookAround() {
    var began = System.nanoTime();
    var there = new HashSet<>(processes.there());
    if (!there.remove(processes.me())) {
      return; // nobody knows that this process lives, so what it holds may be taken
    }
    var mine = table.ownedBy(processes.me());
    for (var one : List.copyOf(handovers.values())) {
      if (!Long.valueOf(one.cursor().epoch()).equals(mine.get(one.cursor().name()))) {
        log.info("{} is another's by now", one.cursor().name());
        lost(one);
      }
    }
    holdsUntil = began + holdsFor.toNanos();
    table
        .claim(processes.me(), there, handovers.keySet(), kinds.keySet(), MOST_CLAIMS)
        .forEach(this::begin);
    storeUntold();
    handovers.values().forEach(Handover::goOn);
  }

  private void begin(RelayCursor cursor) {
    var reader = stretches;
    if (reader == null) {
      reader = new Stretches(events, () -> handovers.values().forEach(Handover::goOn));
      reader.start();
      stretches = reader;
    }
    var recipient = kinds.get(cursor.kind());
    if (recipient == null || threads == null) {
      return; // only kinds that are here are claimed
    }
    var handover =
        new Handover(
            cursor, recipient.open(cursor, new Lease(cursor, table)), reader, threads, this);
    handovers.put(cursor.name(), handover);
    log.debug("{} is told by this process, from position {}", cursor.name(), cursor.position());
  }

  /** Those that had nothing to hand over for long would else begin far back one day. */
  private void storeUntold() {
    if (System.nanoTime() - storedUntoldAt >= STORE_UNTOLD.toNanos()) {
      storedUntoldAt = System.nanoTime();
      for (var one : handovers.values()) {
        if (stored.getOrDefault(one.cursor().name(), one.cursor().position()) < one.position()) {
          moved(one);
        }
      }
    }
  }

  /** Whether what this process owns cannot be another's by now. */
  boolean holds() {
    return holdsUntil - System.nanoTime() > 0;
  }

  /** A recipient has got what it was told. */
  void moved(Handover one) {
    moves.put(
        one.cursor().name(),
        new RelayCursorTable.Move(one.cursor().name(), one.cursor().epoch(), one.position()));
    wake();
  }

  /** A cursor is not ours any more, or must be claimed anew. */
  void lost(Handover one) {
    if (handovers.remove(one.cursor().name(), one)) {
      one.end();
    }
  }

  private void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  private void store() {
    var batch = new ArrayList<RelayCursorTable.Move>();
    for (var name : List.copyOf(moves.keySet())) {
      var move = moves.remove(name);
      if (move != null) {
        batch.add(move);
      }
    }
    if (batch.isEmpty()) {
      return;
    }
    batch.sort(Comparator.comparing(RelayCursorTable.Move::name));
    try {
      var moved = table.move(batch);
      for (var move : batch) {
        stored.put(move.name(), move.position());
        var one = handovers.get(move.name());
        if (!moved.contains(move.name()) && one != null && one.cursor().epoch() == move.epoch()) {
          log.info("{} is another's by now", move.name());
          lost(one);
        }
      }
    } catch (RuntimeException away) {
      batch.forEach(move -> moves.putIfAbsent(move.name(), move));
      throw away;
    }
  }

  private void end() {
    var reader = stretches;
    if (reader != null) {
      reader.close();
    }
    stretches = null;
    handovers.values().forEach(Handover::end);
    handovers.clear();
    try {
      store();
      table.release(processes.me());
    } catch (RuntimeException away) {
      log.debug("Nobody was told that this process lets go of its cursors; they will see", away);
    }
    if (threads != null) {
      threads.shutdown();
    }
  }
}
