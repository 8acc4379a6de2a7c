package io.daybook.console.work;

import io.daybook.console.page.Watchers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision about many orders, under way or over. */
final class WorkBatch {
  private final String id;
  private final String owner;
  private final Decision decision;
  private final Instant startedAt;
  private final Watchers watchers = new Watchers();
  private final List<Outcome> outcomes = new ArrayList<>();
  private int total;
  private @Nullable String failure;
  private @Nullable Instant endedAt;

  /**
   * A decision.
   *
   * @param owner who has decided, and alone may look at it
   */
  WorkBatch(String id, String owner, Decision decision, Instant startedAt) {
    this.id = id;
    this.owner = owner;
    this.decision = decision;
    this.startedAt = startedAt;
  }

  String id() {
    return id;
  }

  Decision decision() {
    return decision;
  }

  Watchers watchers() {
    return watchers;
  }

  boolean isOf(String subject) {
    return owner.equals(subject);
  }

  Instant startedAt() {
    return startedAt;
  }

  synchronized void found(int more) {
    total += more;
  }

  synchronized void add(Outcome outcome) {
    outcomes.add(outcome);
  }

  synchronized void fail(String why) {
    failure = why;
  }

  synchronized void end(Instant at) {
    endedAt = at;
  }

  synchronized boolean isOver() {
    return endedAt != null;
  }

  synchronized BatchScreen screen() {
    return new BatchScreen(id, decision, total, outcomes, failure, startedAt, endedAt);
  }
}
