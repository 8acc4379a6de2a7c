package io.daybook.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.MessageHandlerInterceptor;

/** A processor with threads of its own, which end with it. */
public final class LaterProcessor {
  private final String name;
  private final Map<String, LaterProcessor> running;
  private final PooledStreamingEventProcessor processor;
  private final List<ScheduledExecutorService> threads;
  private final Runnable onStart;

  /**
   * A processor that is not started yet.
   *
   * @param running where it is while it runs, by its name
   * @param onStart told when it runs, and has no segments yet
   */
  LaterProcessor(
      String name,
      int workers,
      Map<String, LaterProcessor> running,
      Runnable onStart,
      UnaryOperator<PooledStreamingEventProcessor.Builder> plan) {
    this.name = name;
    this.running = running;
    this.onStart = onStart;
    var coordinator = new CoordinatorThread(name);
    var worker =
        Executors.newScheduledThreadPool(
            workers, new AxonThreadFactory("WorkPackage[" + name + "]"));
    threads = List.of(coordinator, worker);
    processor =
        plan.apply(PooledStreamingEventProcessor.builder())
            .coordinatorExecutor(coordinator)
            .workerExecutor(worker)
            .build();
  }

  void register(MessageHandlerInterceptor<? super EventMessage<?>> interceptor) {
    var unused = processor.registerHandlerInterceptor(interceptor);
  }

  PooledStreamingEventProcessor processor() {
    return processor;
  }

  /** Begins to claim segments. */
  public void start() {
    running.put(name, this);
    processor.start();
    onStart.run();
  }

  /** Lets go of its segments when their pages are committed, and ends. */
  public void stop() {
    processor.shutDown();
    var unused = running.remove(name, this);
    threads.forEach(ExecutorService::shutdown);
  }
}
