package io.daybook.reconciliation;

import io.daybook.schema.reconciliation.ReconciliationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts runs, each on a thread of its own, and one at a time on all nodes. */
@Component
class Reconciliations implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Reconciliations.class);
  private static final Duration STOP = Duration.ofSeconds(15);

  /** The clocks of two nodes may differ by so much. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private final DataSource dataSource;
  private final RunTables runs;
  private final Reconciliation reconciliation;
  private final ReconciliationProperties properties;
  private final Clock clock;
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  Reconciliations(
      DataSource dataSource,
      RunTables runs,
      Reconciliation reconciliation,
      ReconciliationProperties properties,
      Clock clock) {
    this.dataSource = dataSource;
    this.runs = runs;
    this.reconciliation = reconciliation;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Starts a run.
   *
   * @param since how far back it looks, or null for the window, and further where earlier runs
   *     failed
   * @param wanted asked once no other run can begin
   * @return its id, or nothing when another run is under way or this one is not wanted any more
   */
  Optional<ReconciliationId> start(@Nullable Instant since, BooleanSupplier wanted) {
    var acquired = RunLock.tryAcquire(dataSource);
    if (acquired.isEmpty()) {
      return Optional.empty();
    }
    var lock = acquired.get();
    var handedOver = false;
    try {
      if (!wanted.getAsBoolean()) {
        return Optional.empty();
      }
      var id = new ReconciliationId(UUID.randomUUID());
      var whole = wholeWindow();
      var span = span(id, since == null ? whole : since);
      runs.begin(span, span.since().isAfter(whole));
      thread =
          Thread.ofPlatform()
              .daemon()
              .name("reconciliation")
              .start(() -> runAndRelease(id, span, lock));
      handedOver = true;
      return Optional.of(id);
    } finally {
      if (!handedOver) {
        lock.close();
      }
    }
  }

  private void runAndRelease(ReconciliationId id, Span span, RunLock lock) {
    try (lock) {
      String failure = null;
      try {
        reconciliation.run(id, span, lock);
      } catch (RuntimeException | Error broken) {
        log.error("{} failed", id, broken);
        failure = broken.toString();
        if (broken instanceof Error error) {
          throw error;
        }
      } finally {
        var unused = Thread.interrupted(); // the end is noted also when the process stops
        runs.end(span, clock.instant(), failure, !running);
      }
    } catch (RuntimeException failure) {
      log.error("The end of {} could not be noted; the next run will say so", id, failure);
    }
  }

  /**
   * What failed runs have not compared is compared by the next one; before any was complete, that
   * is all since the books were opened.
   */
  private Instant wholeWindow() {
    var window = clock.instant().minus(properties.window());
    var last = runs.lastComplete().orElseGet(runs::opened);
    var missed = last.minus(properties.settledAfter()).minus(OVERLAP);
    return missed.isBefore(window) ? missed : window;
  }

  private Span span(ReconciliationId id, Instant since) {
    var now = clock.instant();
    var from = since.isAfter(now) ? now : since;
    return new Span(id.toString(), from, now, now.minus(properties.settledAfter()));
  }

  /** Ends the runs that died with their process, unless one is under way elsewhere. */
  @Override
  public void start() {
    running = true;
    RunLock.tryAcquire(dataSource)
        .ifPresent(
            lock -> {
              try (lock) {
                runs.endCutOff(clock.instant());
              }
            });
  }

  @Override
  public void stop() {
    running = false;
    var current = thread;
    if (current != null) {
      current.interrupt();
      try {
        current.join(STOP);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
