package io.daybook.runtime;

import java.util.List;
import java.util.Set;
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
  private final PooledStreamingEventProcessor processor;
  private final List<ScheduledExecutorService> threads;
  private final Set<PooledStreamingEventProcessor> running;

  /**
   * @param running those of this process, to which it adds itself while it runs
   */
  LaterProcessor(
      String name,
      int workers,
      Set<PooledStreamingEventProcessor> running,
      UnaryOperator<PooledStreamingEventProcessor.Builder> plan) {
    this.running = running;
    var coordinator =
        Executors.newScheduledThreadPool(1, new AxonThreadFactory("Coordinator[" + name + "]"));
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

  /** Begins to claim segments. */
  public void start() {
    running.add(processor);
    processor.start();
  }

  /** Lets go of its segments when their pages are committed, and ends. */
  public void stop() {
    processor.shutDown();
    running.remove(processor);
    threads.forEach(ExecutorService::shutdown);
  }
}
