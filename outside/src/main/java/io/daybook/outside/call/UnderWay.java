package io.daybook.outside.call;

import io.daybook.outside.IdempotencyKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The calls that this process is making. Their leases are renewed as long as it lives, so that a
 * lease is longer than any attempt, however many requests that makes, and short when the process
 * dies.
 */
@Component
class UnderWay implements SmartLifecycle {
  /** How long the calls of a process that has died are left alone. */
  static final Duration LEASE = Duration.ofSeconds(30);

  /** Nothing that we ask takes so long: whoever does is stuck, and others shall try. */
  static final Duration STUCK = Duration.ofMinutes(10);

  /** An attempt that was lost so long ago is over on the other side as well. */
  static final Duration OVER = Duration.ofMinutes(2);

  private static final Logger log = LoggerFactory.getLogger(UnderWay.class);
  private static final long EVERY_SECONDS = LEASE.toSeconds() / 4;

  private final CallTable table;
  private final Map<IdempotencyKey, Long> begun = new ConcurrentHashMap<>();
  private @Nullable ScheduledExecutorService thread;

  UnderWay(CallTable table) {
    this.table = table;
  }

  void begins(Call call, long nowNanos) {
    begun.put(call.key(), nowNanos);
  }

  void ends(Call call) {
    begun.remove(call.key());
  }

  /** Renews the leases of calls that are not over soon after they have begun. */
  void keep(long nowNanos) {
    var calls =
        begun.entrySet().stream()
            .filter(one -> lasts(nowNanos - one.getValue()))
            .map(one -> one.getKey().value())
            .toList();
    if (!calls.isEmpty()) {
      table.keep(calls, LEASE);
    }
  }

  private static boolean lasts(long nanos) {
    return nanos > TimeUnit.SECONDS.toNanos(EVERY_SECONDS) && nanos < STUCK.toNanos();
  }

  @Override
  public void start() {
    thread = Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("call-leases"));
    var unused =
        thread.scheduleWithFixedDelay(
            this::keepOrWarn, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void keepOrWarn() {
    try {
      keep(System.nanoTime());
    } catch (RuntimeException | Error failure) { // a thrown one would be the last renewal
      log.error("The leases of calls under way could not be renewed; trying again", failure);
    }
  }

  @Override
  public void stop() {
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }

  /** Ends after the calls. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 1;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
