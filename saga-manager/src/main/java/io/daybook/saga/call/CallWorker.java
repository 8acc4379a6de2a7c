package io.daybook.saga.call;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.order.OrderRelated;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the calls, many at a time, outside any transaction. A crash between any two lines leaves a
 * row whose lease runs out: the call is made again with its key, by whichever node finds it first.
 *
 * <p>A failure says nothing about whether the work was done. So it is repeated until an answer is
 * known, or parked with {@code FulfilmentParked} in the log.
 */
@Component
class CallWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(CallWorker.class);
  private static final Duration PURGE_EVERY = Duration.ofHours(1);
  private static final Duration STOP = Duration.ofSeconds(15);
  private static final int ANNOUNCE = 100;
  static final String UNREADABLE = "what it was asked for by cannot be read: ";

  private final CallTable table;
  private final CallKinds kinds;
  private final CommandGateway commands;
  private final List<CorrelationDataProvider> origins;
  private final OutsideProperties properties;
  private final MeterRegistry meters;
  private final Map<Port, Lane> lanes = new EnumMap<>(Port.class);
  private final Semaphore news = new Semaphore(0);
  private @Nullable Thread dispatcher;
  private final ExecutorService callers =
      Executors.newCachedThreadPool(new AxonThreadFactory("outside-call"));
  private volatile boolean running;
  private long purgedAt = System.nanoTime();

  CallWorker(
      CallTable table,
      CallKinds kinds,
      CommandGateway commands,
      List<CorrelationDataProvider> origins,
      OutsideProperties properties,
      MeterRegistry meters) {
    this.table = table;
    this.kinds = kinds;
    this.commands = commands;
    this.origins = origins;
    this.properties = properties;
    this.meters = meters;
    for (var port : Port.values()) {
      lanes.put(port, Lane.of(port, properties.with(port)));
      var tags = List.of(Tag.of("port", port.name()));
      meters.gauge(
          "daybook.calls.breaker.open",
          tags,
          lane(port).breaker(),
          breaker -> breaker.getState() == CircuitBreaker.State.OPEN ? 1 : 0);
      meters.gauge("daybook.calls.open", tags, table, calls -> calls.waiting(port).open());
      meters.gauge("daybook.calls.parked", tags, table, calls -> calls.waiting(port).parked());
    }
  }

  /**
   * Notes a call in the transaction of a unit of work. It is made here after the commit if a hand
   * is free; otherwise it is looked for like one that is due again.
   */
  <E extends OrderRelated> void take(
      CallKind<?> kind, EventMessage<E> message, UnitOfWork<?> unitOfWork) {
    var lane = lane(kind.port());
    var free = lane.free().tryAcquire();
    var taken = false;
    try {
      taken = table.add(kind, message, free ? lane.patience().lease() : null);
    } finally {
      if (free && !taken) {
        lane.free().release();
      }
    }
    if (taken) {
      var call = Call.first(kind, message);
      unitOfWork.afterCommit(_ -> begin(call, lane));
      unitOfWork.onRollback(_ -> lane.free().release());
    } else {
      unitOfWork.afterCommit(_ -> wake());
    }
  }

  /** There may be calls that are due. Does not block. */
  void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
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
    wake();
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
        if (!dispatch()) {
          var unused = news.tryAcquire(properties.lookEvery().toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException _) {
        log.debug("No more calls are made");
        return;
      } catch (RuntimeException failure) {
        log.warn("Calls that are due could not be looked for; trying again", failure);
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

  /** Starts what is due; true when there may be more of it. */
  private boolean dispatch() {
    table.unannounced(ANNOUNCE).forEach(this::announce);
    if (System.nanoTime() - purgedAt > PURGE_EVERY.toNanos()) {
      table.purge(properties.keepDone());
      purgedAt = System.nanoTime();
    }
    var more = false;
    for (var port : Port.values()) {
      var lane = lane(port);
      var free = lane.free().drainPermits();
      if (free > 0) {
        more |= claim(port, lane, free);
      }
    }
    return more;
  }

  /** Begins calls that are due with the hands that are held free for them. */
  private boolean claim(Port port, Lane lane, int free) {
    var begun = 0;
    try {
      var due = table.claim(port, free, lane.patience().lease());
      for (var call : due) {
        begun++;
        begin(call, lane);
      }
      return begun == free;
    } finally {
      lane.free().release(free - begun);
    }
  }

  private void begin(Call call, Lane lane) {
    try {
      callers.execute(() -> make(call, lane));
    } catch (RejectedExecutionException stopping) {
      lane.free().release();
      table.again(call, Duration.ZERO, stopping.toString(), call.wasInDoubt(), false);
    }
  }

  private void make(Call call, Lane lane) {
    var full = lane.free().availablePermits() == 0;
    try {
      makeOrPostpone(call, lane);
    } catch (RuntimeException failure) {
      log.warn("Call {} for {} is made again after its lease", call.key(), call.orderId(), failure);
    } finally {
      lane.free().release();
      if (full) {
        wake();
      }
    }
  }

  private void makeOrPostpone(Call call, Lane lane) {
    CallKind<?> kind;
    try {
      kind = kinds.of(call);
    } catch (RuntimeException unreadable) {
      park(call, UNREADABLE + unreadable);
      return;
    }
    if (call.wasInDoubt() && !kind.repeatable()) {
      park(call, "it is not known whether it was done, and it must not be done twice");
    } else if (call.attempts() > lane.patience().attempts()) {
      park(call, Objects.requireNonNullElse(call.lastFailure(), "no attempt has ended"));
    } else if (!lane.breaker().tryAcquirePermission()) {
      table.again(
          call, lane.patience().breakFor(), "too many calls fail", call.wasInDoubt(), false);
    } else {
      attempt(call, kind, lane);
    }
  }

  private void attempt(Call call, CallKind<?> kind, Lane lane) {
    var start = System.nanoTime();
    try {
      var outcome = kind.perform(call.intent(), table::intentOf);
      lane.breaker().onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      count(call, "answered", start);
      if (outcome.isEmpty() || record(call, outcome.get())) {
        table.done(call);
      }
    } catch (NotYetException pending) {
      lane.breaker().onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      count(call, "pending", start);
      var pause = Duration.ofMillis(lane.pauses().apply(call.attempts()));
      table.again(call, pause, pending.toString(), true, false);
    } catch (NotDoneException failure) {
      failed(call, lane, start, failure, false);
    } catch (RuntimeException failure) {
      failed(call, lane, start, failure, true);
    }
  }

  private void failed(Call call, Lane lane, long start, RuntimeException failure, boolean inDoubt) {
    lane.breaker().onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
    count(call, "failed", start);
    log.info(
        "Attempt {} of {} {} for {} failed: {}",
        call.attempts(),
        call.port(),
        call.key(),
        call.orderId(),
        failure.toString());
    if (call.attempts() >= lane.patience().attempts()) {
      park(call, failure.toString());
    } else {
      var pause = Duration.ofMillis(lane.pauses().apply(call.attempts()));
      table.again(call, pause, failure.toString(), inDoubt, true);
    }
  }

  /** Puts the outcome into the log; a refused one is a contradiction that a person must look at. */
  private boolean record(Call call, Object outcome) {
    try {
      commands.send(caused(call, outcome)).join();
      return true;
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof DomainRejection rejection) {
        park(call, "its outcome was refused by rule " + rejection.rule());
        return false;
      }
      throw failure;
    }
  }

  private void park(Call call, String reason) {
    log.error("Parked {} {} for {}: {}", call.port(), call.key(), call.orderId(), reason);
    table.park(call, reason);
    wake();
  }

  /** One that cannot be announced is tried again at the next look, and holds up no call. */
  private void announce(Call call) {
    var reason = Objects.requireNonNullElse(call.lastFailure(), "");
    var park =
        new ParkFulfilment(
            new FulfilmentId(call.orderId()),
            Objects.requireNonNull(call.action()),
            reason,
            call.attempts());
    try {
      commands.send(caused(call, park)).join();
      table.announced(call);
    } catch (RuntimeException failure) {
      log.warn("It is not announced yet that {} is parked", call.orderId(), failure);
    }
  }

  private GenericCommandMessage<Object> caused(Call call, Object command) {
    var metadata = new HashMap<String, Object>();
    origins.forEach(origin -> metadata.putAll(origin.correlationDataFor(call.origin())));
    return new GenericCommandMessage<>(command, metadata);
  }

  private void count(Call call, String outcome, long start) {
    meters
        .timer("daybook.calls", "port", call.port().name(), "outcome", outcome)
        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  private Lane lane(Port port) {
    return Objects.requireNonNull(lanes.get(port));
  }
}
