package io.daybook.saga.fulfilment;

import io.daybook.runtime.ProcessorProgress;
import io.daybook.saga.fulfilment.WaitTable.Overdue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds waits whose deadline has passed. A deadline counts the time of those who answer, not ours:
 * it has passed only when our own processors have followed the log up to it, since the answer may
 * stand in what they have not followed. A processor that is behind, or that stands at an event
 * which only a newer release knows, has every wait wait. And a call that was noted late has its
 * whole time.
 */
@Component
class OverdueWaits {
  /** Who brings answers to sagas, and who has others asked for them. */
  private static final List<String> FOLLOWERS =
      List.of("OrderFulfilmentSagaProcessor", "outside-calls");

  private final WaitTable waits;
  private final Function<Collection<String>, Optional<Instant>> followedUntil;
  private final OpenCallsOutside calls;
  private final TransactionTemplate transaction;

  @Autowired
  OverdueWaits(
      WaitTable waits,
      ProcessorProgress progress,
      OpenCallsOutside calls,
      PlatformTransactionManager transactions) {
    this(waits, progress::followedUntil, calls, transactions);
  }

  OverdueWaits(
      WaitTable waits,
      Function<Collection<String>, Optional<Instant>> followedUntil,
      OpenCallsOutside calls,
      PlatformTransactionManager transactions) {
    this.waits = waits;
    this.followedUntil = followedUntil;
    this.calls = calls;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Takes some that are overdue; they are due again after another deadline, unless the saga is
   * heard of before. No two nodes take the same.
   */
  List<Overdue> take(int most) {
    return followedUntil
        .apply(FOLLOWERS)
        .map(
            until ->
                Objects.requireNonNull(
                    transaction.execute(
                        _ -> {
                          var orders = new ArrayList<>(waits.due(until, most));
                          if (orders.isEmpty()) {
                            return List.<Overdue>of();
                          }
                          orders.removeAll(waits.postpone(calls.notedAt(orders)));
                          return waits.report(orders);
                        })))
        .orElse(List.of());
  }
}
