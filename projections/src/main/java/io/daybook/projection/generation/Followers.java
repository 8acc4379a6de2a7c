package io.daybook.projection.generation;

import io.daybook.projection.Generation;
import io.daybook.projection.deadletter.LetterBoxes;
import io.daybook.runtime.LaterProcessors;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has this process follow what the control table says: it looks there every second, and more often
 * while something is built. So it does not matter which process was asked for a change, or dies.
 */
@Component
class Followers implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Followers.class);
  private static final Duration AT_REST = Duration.ofSeconds(1);
  private static final Duration WHILE_BUILDING = Duration.ofMillis(50);

  private final GenerationTable table;
  private final Generations generations;
  private final Builds builds;
  private final LetterBoxes boxes;
  private final LaterProcessors processors;
  private final ProjectionProperties properties;
  private final Throttle throttle;
  private final Map<Generation, Follower> running = new HashMap<>();
  private final Semaphore changed = new Semaphore(0);
  private volatile @Nullable Thread thread;

  Followers(
      GenerationTable table,
      Generations generations,
      Builds builds,
      LetterBoxes boxes,
      LaterProcessors processors,
      ProjectionProperties properties,
      Throttle throttle) {
    this.table = table;
    this.generations = generations;
    this.builds = builds;
    this.boxes = boxes;
    this.processors = processors;
    this.properties = properties;
    this.throttle = throttle;
  }

  /** With all other processors: before the door opens, so that what can be answered at once is. */
  @Override
  public int getPhase() {
    return org.axonframework.lifecycle.Phase.INBOUND_EVENT_CONNECTORS;
  }

  @Override
  public void start() {
    generations.makeSureOfAll();
    generations.onChange(changed::release);
    builds.start(changed::release);
    look();
    var watching = Thread.ofPlatform().daemon().name("generations").unstarted(this::watch);
    thread = watching;
    watching.start();
  }

  @Override
  public void stop() {
    var watching = thread;
    thread = null;
    if (watching != null) {
      changed.release();
      try {
        watching.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    builds.stop();
    running.values().parallelStream().forEach(Follower::stop);
    running.clear();
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void watch() {
    var pause = Duration.ZERO;
    var wasWell = true;
    while (isRunning()) {
      try {
        var unused = changed.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
        changed.drainPermits();
        if (isRunning()) {
          pause = look() ? WHILE_BUILDING : AT_REST;
          wasWell = true;
        }
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException | Error failure) { // an Error too: nobody else would look
        if (wasWell) {
          log.warn("The generations cannot be looked at; trying again", failure);
        }
        wasWell = false;
        pause = AT_REST;
      }
    }
  }

  /** Starts and stops what is due, and says whether something is being built. */
  private boolean look() {
    var entries = table.all();
    var wanted = new HashMap<Generation, Phase>();
    for (var entry : entries) {
      var phase = phaseToFollowIn(entry);
      if (phase != null) {
        wanted.put(entry.generation(), phase);
      }
    }
    for (var generation : List.copyOf(running.keySet())) {
      var follower = running.get(generation);
      var phase = wanted.get(generation);
      if (follower != null && (phase == null || !follower.isIn(phase))) {
        follower.stop();
        running.remove(generation);
      }
    }
    var missing = new HashSet<>(wanted.keySet());
    missing.removeAll(running.keySet());
    for (var generation : missing) {
      var follower = follower(generation, wanted.get(generation));
      running.put(generation, follower);
      follower.start();
    }
    builds.advance(entries);
    return entries.stream().anyMatch(Followers::isBuilding);
  }

  private static boolean isBuilding(Entry entry) {
    return entry.isOurs() && entry.state() == State.BUILDING;
  }

  private static @Nullable Phase phaseToFollowIn(Entry entry) {
    if (!entry.isOurs()) {
      return null;
    }
    return switch (entry.state()) {
      case LIVE, FORMER -> Phase.FOLLOWING;
      case BUILDING -> entry.phase() == Phase.INDEXING ? null : entry.phase();
      case PAUSED, FAILED, DROPPED -> null;
    };
  }

  private Follower follower(Generation generation, @Nullable Phase phase) {
    if (phase == Phase.FOLLOWING || phase == null) {
      return Follower.of(generation, boxes, processors);
    }
    return Follower.of(
        generation,
        phase,
        properties.pageSize(),
        boxes,
        processors,
        new Poison(throttle, failure -> generations.fail(generation, failure)));
  }
}
