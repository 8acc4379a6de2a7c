package io.daybook.outside.call;

import io.daybook.eventstore.Gathering;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Ends calls whose outcome is in the log, together those that are answered together. */
@Component
class AnsweredCalls implements AutoCloseable {
  /** The outcome is in the log, so it is no hurry; but another call of the order may wait. */
  private static final Duration APART = Duration.ofMillis(50);

  private final EndedCallTable table;
  private final DueCalls due;
  private final Gathering<Call> ending = new Gathering<>("call-endings", APART, this::end);

  AnsweredCalls(EndedCallTable table, DueCalls due) {
    this.table = table;
    this.due = due;
  }

  /** Ends a call; others of its order may begin then. */
  CompletableFuture<Void> done(Call call) {
    return ending.add(call);
  }

  private void end(List<Call> calls) {
    table.done(calls).forEach(due::at);
  }

  @Override
  public void close() {
    ending.close();
  }
}
