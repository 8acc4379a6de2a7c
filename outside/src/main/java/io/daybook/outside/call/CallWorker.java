package io.daybook.outside.call;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has calls made, many at a time. A crash between any two lines leaves a row whose lease runs out:
 * the call is made again with its key, by whichever node finds it first.
 */
@Component
class CallWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(CallWorker.class);
  private static final Duration PURGE_EVERY = Duration.ofHours(1);

  /** Between two looks hands come free, which then take what is due together. */
  private static final Duration APART = Duration.ofMillis(10);

  private static final Duration STOP = Duration.ofSeconds(15);

  private final CallTable table;
  private final EndedCallTable ended;
  private final WebhookTable webhooks;
  private final Lanes lanes;
  private final CallAttempts attempts;
  private final UnderWay underWay;
  private final ParkedCalls parked;
  private final DueCalls due;
  private final OutsideProperties properties;
  private @Nullable Thread dispatcher;
  private final ExecutorService callers =
      Executors.newCachedThreadPool(new AxonThreadFactory("outside-call"));
  private volatile boolean running;
  private long purgedAt = System.nanoTime();
  private long tidiedAt = System.nanoTime();

  CallWorker(
      CallTable table,
      EndedCallTable ended,
      WebhookTable webhooks,
      Lanes lanes,
      CallAttempts attempts,
      UnderWay underWay,
      ParkedCalls parked,
      DueCalls due,
      OutsideProperties properties) {
    this.table = table;
    this.ended = ended;
    this.webhooks = webhooks;
    this.lanes = lanes;
    this.attempts = attempts;
    this.underWay = underWay;
    this.parked = parked;
    this.due = due;
    this.properties = properties;
  }

  /** There may be calls to a port that are due. Does not block. */
  void wake(Port port) {
    due.at(port);
  }

  @Override
  public void start() {
    running = true;
    dispatcher = Thread.ofPlatform().name("outside-calls").start(this::dispatchWhileRunning);
  }

  /**
   * Lets the calls under way end, before the processors and command handlers stop that their
   * outcomes need. What does not end is found by its lease, and what is asked for meanwhile is due
   * at once, for another process or the next start.
   */
  @Override
  public void stop() {
    running = false;
    due.everywhere();
    try {
      if (dispatcher != null) {
        dispatcher.join(STOP);
      }
      callers.shutdown();
      if (!callers.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("Some calls have not been answered; they are made again after their lease");
        callers.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void dispatchWhileRunning() {
    while (running) {
      try {
        dispatch(due.await(properties.lookEvery()));
        TimeUnit.MILLISECONDS.sleep(APART.toMillis());
      } catch (InterruptedException _) {
        log.debug("No more calls are made");
        return;
      } catch (RuntimeException | Error failure) { // nobody else would look for them
        log.error("Calls that are due could not be looked for; trying again", failure);
        due.everywhere();
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(properties.lookEvery().toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts what is due; hands that come free meanwhile take what is due together. */
  private void dispatch(Set<Port> ports) {
    if (System.nanoTime() - tidiedAt > properties.lookEvery().toNanos()) {
      parked.announceLeft();
      lanes.tell();
      tidiedAt = System.nanoTime();
    }
    if (System.nanoTime() - purgedAt > PURGE_EVERY.toNanos()) {
      table.purge(properties.keepDone());
      webhooks.purge(properties.keepDone());
      purgedAt = System.nanoTime();
    }
    for (var port : ports) {
      var lane = lanes.of(port);
      var free = lane.enterAll();
      if (free > 0 && claim(port, lane, free)) {
        due.at(port);
      }
    }
  }

  /**
   * Begins calls that are due with the hands that are held free for them; true when there may be
   * more of them.
   */
  private boolean claim(Port port, Lane lane, int free) {
    var begun = 0;
    try {
      var due = table.claim(port, free, UnderWay.LEASE);
      for (var call : due) {
        begun++;
        begin(call, lane);
      }
      return begun == free;
    } finally {
      lane.leave(free - begun);
    }
  }

  /** Has a call made for which the lane has let its caller in. */
  void begin(Call call, Lane lane) {
    try {
      underWay.begins(call, System.nanoTime());
      callers.execute(() -> make(call, lane));
    } catch (RejectedExecutionException stopping) {
      underWay.ends(call);
      lane.leave(1);
      ended.again(call, Duration.ZERO, stopping.toString(), call.wasInDoubt(), false);
    }
  }

  private void make(Call call, Lane lane) {
    var held = lane.free().availablePermits() == 0 || !lane.works();
    try {
      var unused =
          attempts
              .make(call, lane)
              .whenComplete(
                  (_, failure) -> {
                    underWay.ends(call);
                    if (failure != null) {
                      warn(call, failure);
                    }
                  });
    } catch (RuntimeException | Error failure) {
      underWay.ends(call);
      warn(call, failure);
    } finally {
      lane.free().release();
      if (held) {
        due.at(call.port());
      }
    }
  }

  private static void warn(Call call, Throwable failure) {
    log.warn("Call {} for {} is made again after its lease", call.key(), call.orderId(), failure);
  }
}
