package io.daybook.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.lifecycle.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Says once a second that this process lives, hears what time it is, looks at who else lives, and
 * gives up or takes segments accordingly. One thread and three small statements for all processors
 * of the process; a segment that has nothing to do costs nothing.
 */
final class Attendance implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Attendance.class);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** Long enough for Axon's coordinator to see that it is to let go; it does so after its batch. */
  private static final Duration LET_GO = Duration.ofSeconds(2);

  /** Older releases take over what was not touched for ten seconds. */
  private static final Duration TOUCH = Duration.ofSeconds(4);

  /** After a silence all may have been silent, and nobody knows yet who is there. */
  private static final int LOOKS_AFTER_SILENCE = 2;

  /** Nobody's segment: asking for it makes Axon's coordinator look which are to be claimed. */
  private static final int ANY = -1;

  private final String me;
  private final ProcessTable table;
  private final TokenTable tokens;
  private final Claims claims;
  private final Supplier<Map<String, StreamingEventProcessor>> processors;
  private final Segmentation segmentation;
  private final DatabaseClock clock;
  private final Duration claimTimeout;
  private final Duration every;
  private Set<Place> known = Set.of();
  private int looksToWait;
  private long tidiedAt = System.nanoTime() - TOUCH.toNanos();
  private volatile boolean closed;
  private @Nullable Thread thread;

  /**
   * @param me the name of this process
   * @param processors those of this process, running or not
   * @param clock is told what time it is with every sign of life
   */
  Attendance(
      String me,
      ProcessTable table,
      TokenTable tokens,
      Claims claims,
      Supplier<Map<String, StreamingEventProcessor>> processors,
      Segmentation segmentation,
      DatabaseClock clock,
      Duration claimTimeout) {
    this.me = me;
    this.table = table;
    this.tokens = tokens;
    this.claims = claims;
    this.processors = processors;
    this.segmentation = segmentation;
    this.clock = clock;
    this.claimTimeout = claimTimeout;
    var fifth = claimTimeout.dividedBy(5);
    this.every = fifth.compareTo(LONGEST_WAIT) < 0 ? fifth : LONGEST_WAIT;
  }

  @Override
  public void start() {
    closed = false;
    thread = new AxonThreadFactory("attendance").newThread(this::attend);
    thread.start();
  }

  /** By now the processors have let go of their segments. */
  @Override
  public void stop() {
    closed = true;
    claims.wake();
    try {
      if (thread != null) {
        thread.join(every.multipliedBy(5));
      }
      table.leave(me);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException away) {
      log.debug("Nobody was told that this process goes; they will see", away);
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Before the processors begin, and after they have ended. */
  @Override
  public int getPhase() {
    return Phase.INBOUND_EVENT_CONNECTORS - 1;
  }

  private void attend() {
    var away = false;
    while (!closed) {
      try {
        look();
        away = false;
      } catch (RuntimeException | Error failure) { // nobody else would look
        if (!away && !closed) {
          log.warn("It cannot be said that this process lives; trying again", failure);
        }
        away = true;
      }
      try {
        claims.await(every);
      } catch (InterruptedException _) {
        closed = true;
      }
    }
  }

  /** One sign of life, and one look at all the others. */
  void look() {
    var began = System.nanoTime();
    var running = running();
    var silent = claims.haveLapsed();
    clock.heard(table.beat(me, running.keySet(), claims.refused(known)), began);
    looksToWait = silent ? LOOKS_AFTER_SILENCE : Math.max(0, looksToWait - 1);
    claims.validUntil(began + claimTimeout.toNanos());
    var rows = table.held();
    known = rows.stream().map(Division.Held::place).collect(Collectors.toSet());
    var shares = Division.of(me, table.there(), rows);
    offer(shares, rows);
    running.forEach(
        (name, processor) -> {
          if (!processor.isError()) { // it comes back by itself, after a pause
            move(name, processor, shares.getOrDefault(name, Division.Share.NOTHING), began);
          }
        });
    if (System.nanoTime() - tidiedAt >= TOUCH.toNanos()) {
      tidiedAt = System.nanoTime();
      table.tidy(me, TOUCH);
    }
  }

  private Map<String, StreamingEventProcessor> running() {
    return processors.get().entrySet().stream()
        .filter(one -> one.getValue().isRunning())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Tells the store of tokens which segments Axon may claim here. */
  private void offer(Map<String, Division.Share> shares, List<Division.Held> rows) {
    var all = new HashMap<String, Set<Integer>>();
    var lapsed = new HashSet<Place>();
    for (var row : rows) {
      all.computeIfAbsent(row.place().processor(), _ -> new HashSet<>()).add(row.place().segment());
      if (row.lapsed()) {
        lapsed.add(row.place());
      }
    }
    var offered = new HashMap<String, List<Segment>>();
    shares.forEach(
        (name, share) -> {
          var mine = new HashSet<>(share.keep());
          share.take().stream()
              .filter(number -> looksToWait == 0 || !lapsed.contains(new Place(name, number)))
              .forEach(mine::add);
          var numbers = all.getOrDefault(name, Set.of());
          offered.put(
              name, Claims.named(mine, numbers.stream().mapToInt(Integer::intValue).toArray()));
        });
    claims.divide(offered);
  }

  private void move(
      String name, StreamingEventProcessor processor, Division.Share share, long began) {
    for (var number : claims.heldBefore(name, began)) {
      if (!share.keep().contains(number)) {
        if (!share.release().contains(number)) { // it was taken from us, or is no more
          claims.released(name, number);
        }
        processor.releaseSegment(number, LET_GO.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    for (var number : share.release()) {
      if (!isAtWork(name, processor, number)) {
        claims.released(name, number);
        tokens.release(name, number, me);
      }
    }
    if (claims.mine(name).stream()
        .anyMatch(one -> !claims.holds(new Place(name, one.getSegmentId())))) {
      look(name, processor);
    }
    if (share.grow() > 0) {
      segmentation
          .resize(name, share.grow())
          .ifPresentOrElse(
              refusal -> log.debug("{} stays as it is: {}", name, refusal.detail()),
              () -> {
                log.info("{} has {} segments, one for each process", name, share.grow());
                claims.wake();
              });
    }
  }

  /**
   * Has a processor look for its segments at once. A tracking processor looks by itself, and would
   * try for ten seconds to claim one that is not there, and do nothing else meanwhile.
   */
  private static void look(String name, StreamingEventProcessor processor) {
    if (processor instanceof PooledStreamingEventProcessor) {
      var unused =
          processor
              .claimSegment(ANY)
              .exceptionally(
                  failure -> {
                    log.debug("{} did not look for its segments", name, failure);
                    return false;
                  });
    }
  }

  /**
   * Whether anybody here follows a segment that stands in our name. Nobody does after a reset,
   * which claims all, nor where Axon let go of it while the database was away: it does not tell the
   * store then, and is not asked again.
   */
  private boolean isAtWork(String name, StreamingEventProcessor processor, int segment) {
    return claims.holds(new Place(name, segment))
        && processor.processingStatus().containsKey(segment);
  }
}
