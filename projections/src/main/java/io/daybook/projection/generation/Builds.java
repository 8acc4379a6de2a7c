package io.daybook.projection.generation;

import io.daybook.eventstore.EventLog;
import io.daybook.projection.Generation;
import io.daybook.projection.deadletter.Letters;
import io.daybook.runtime.ProcessorProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leads generations from phase to phase: every process tries, and one at a time does, each step in
 * one transaction. So a step is done or is not, whoever is killed.
 */
@Component
class Builds {
  private static final Logger log = LoggerFactory.getLogger(Builds.class);

  /** How far behind the end of the log a generation may be that is to be swapped. */
  private static final Duration NEAR = Duration.ofSeconds(1);

  /** How long the live generation may stand still while the next one draws level with it. */
  private static final Duration DRAW_LEVEL = Duration.ofSeconds(2);

  /** Longer than processes need to notice that a generation is dropped. */
  private static final Duration BEFORE_DROP = Duration.ofSeconds(5);

  private static final long STOP_SECONDS = 10;

  private final GenerationTable table;
  private final ModelTables models;
  private final Generations generations;
  private final ProcessorProgress progress;
  private final EventLog events;
  private final Letters letters;
  private final Verifications verifications;
  private final Samples samples;
  private final ProjectionProperties properties;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final Set<Generation> underWay = ConcurrentHashMap.newKeySet();
  private final Map<Generation, Head> heads = new ConcurrentHashMap<>();
  private volatile Runnable onStep = () -> {};
  private volatile ExecutorService steps = Executors.newCachedThreadPool();

  /** Where the log ended, and when that was. */
  private record Head(long position, Instant at) {}

  Builds(
      GenerationTable table,
      ModelTables models,
      Generations generations,
      ProcessorProgress progress,
      EventLog events,
      Letters letters,
      Verifications verifications,
      Samples samples,
      ProjectionProperties properties,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.table = table;
    this.models = models;
    this.generations = generations;
    this.progress = progress;
    this.events = events;
    this.letters = letters;
    this.verifications = verifications;
    this.samples = samples;
    this.properties = properties;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  void start(Runnable onStep) {
    this.onStep = onStep;
    steps = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("build-", 0).factory());
  }

  void stop() {
    steps.shutdown();
    try {
      var unused = steps.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes the next step of each generation whose time has come, and returns at once. */
  void advance(Collection<Entry> entries) {
    for (var entry : entries) {
      if (isDue(entry)
          && (entry.state() != State.LIVE || samples.isTime(entry))
          && underWay.add(entry.generation())) {
        steps.execute(() -> step(entry));
      }
    }
  }

  private boolean isDue(Entry entry) {
    var sinceChange = Duration.between(entry.changedAt(), clock.instant());
    return switch (entry.state()) {
      case BUILDING -> entry.isOurs();
      case DROPPED -> sinceChange.compareTo(BEFORE_DROP) > 0;
      case FORMER -> sinceChange.compareTo(properties.keepFormer()) > 0;
      case LIVE ->
          entry.isOurs()
              || (entry.version() < entry.generation().model().version()
                  && sinceChange.compareTo(properties.keepFormer()) > 0);
      case PAUSED, FAILED -> false;
    };
  }

  private void step(Entry entry) {
    try {
      transaction.executeWithoutResult(
          _ -> {
            if (table.leads(entry.generation())) {
              // Another process may have led it meanwhile.
              table.find(entry.generation()).filter(this::isDue).ifPresent(this::lead);
            }
          });
    } catch (RuntimeException | Error failure) {
      log.warn("A step of {} failed; trying again", entry.generation().processor(), failure);
    } finally {
      underWay.remove(entry.generation());
    }
  }

  private void lead(Entry entry) {
    switch (entry.state()) {
      case BUILDING -> build(entry);
      case LIVE -> {
        if (entry.isOurs()) {
          samples.live(entry);
        } else {
          retire(entry);
        }
      }
      case FORMER -> retire(entry);
      case DROPPED -> drop(entry.generation());
      case PAUSED, FAILED -> {}
    }
  }

  private void build(Entry entry) {
    var generation = entry.generation();
    switch (entry.phase()) {
      case LOADING -> {
        var position = progress.place(generation.processor()).slowest();
        samples.building(entry, position, entry.target());
        if (position >= entry.target()) {
          table.change(generation, Phase.LOADING, Phase.INDEXING);
          onStep.run();
        }
      }
      case INDEXING -> {
        models.index(generation);
        table.change(generation, Phase.INDEXING, Phase.CATCHING_UP);
        onStep.run();
      }
      case CATCHING_UP -> catchUp(entry);
      case FOLLOWING -> {}
    }
  }

  private void catchUp(Entry entry) {
    var generation = entry.generation();
    var now = new Head(events.headPosition(), clock.instant());
    var head = heads.computeIfAbsent(generation, _ -> now);
    var position = progress.place(generation.processor()).slowest();
    samples.building(entry, position, now.position());
    if (position >= head.position()) {
      heads.remove(generation);
      if (Duration.between(head.at(), now.at()).compareTo(NEAR) < 0) {
        switch (entry.purpose()) {
          case SERVING -> swap(generation);
          case VERIFICATION -> verifications.look(generation);
        }
      }
    }
  }

  /** Nobody who has read from the live generation reads earlier things from the next one. */
  private void swap(Generation next) {
    table.lock(next.model());
    var live = table.live(next.model());
    if (live.isPresent()) {
      var reached = progress.hold(live.get().processor()).furthest();
      if (!drawsLevel(next, reached)) {
        return;
      }
    }
    table
        .ours(next.model(), State.FORMER)
        .ifPresent(former -> table.change(former.generation(), State.DROPPED, State.FORMER));
    generations.makeLive(next);
    table.change(next, Phase.CATCHING_UP, Phase.FOLLOWING);
    onStep.run();
  }

  private boolean drawsLevel(Generation next, long position) {
    var end = clock.instant().plus(DRAW_LEVEL);
    while (progress.place(next.processor()).slowest() < position) {
      if (clock.instant().isAfter(end)) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return true;
  }

  /** An older release that is still running is not left without its tables. */
  private void retire(Entry entry) {
    var generation = entry.generation();
    var seen = progress.place(generation.processor()).seen();
    var isFollowed =
        !entry.isOurs()
            && seen != null
            && seen.plus(properties.keepFormer()).isAfter(clock.instant());
    if (!isFollowed) {
      table.change(generation, State.DROPPED, entry.state());
      log.info("{} has been kept for long enough", generation.processor());
    }
  }

  private void drop(Generation generation) {
    models.drop(generation);
    progress.forget(generation.processor());
    letters.forget(generation);
    table.gone(generation);
    log.info("The tables of {} are dropped", generation.processor());
  }
}
