package io.daybook.benchmarks.flowable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;

/** One step of an order: its other side is in memory and answers at once. */
public final class MapStep implements JavaDelegate {
  private static final Map<String, String> DONE = new ConcurrentHashMap<>();

  /** Released by the last step of each order. */
  static final Semaphore ROOM = new Semaphore(FlowableOrders.MOST_UNDER_WAY);

  @Override
  public void execute(DelegateExecution execution) {
    var step = execution.getCurrentActivityId();
    var order = String.valueOf(execution.getVariable("orderId"));
    DONE.putIfAbsent(order + "/" + step, step);
    if (step.equals(FlowableOrders.STEPS.getLast())) {
      ROOM.release();
    }
  }
}
