package io.daybook.relay.webhook;

import io.daybook.relay.follow.LostException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one subscription, from the tables and back into them: who is to be called, what
 * is to be attempted, and when there may be something again. For one thread.
 */
final class WebhookLedger {
  private static final int MOST_DUE = 50;
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

  private final SubscriptionId id;
  private final long epoch;
  private final WebhookTools tools;
  private final WebhookWork work;
  private @Nullable WebhookSubscription subscription;
  private List<SecretTable.Usable> secrets = List.of();
  private Instant lookForDueAt = Instant.EPOCH;
  private EndpointMood moodKept = EndpointMood.well();
  private boolean outdated = true;

  WebhookLedger(SubscriptionId id, long epoch, WebhookTools tools) {
    this.id = id;
    this.epoch = epoch;
    this.tools = tools;
    this.work = new WebhookWork(tools.backoff(), tools.properties().giveUpAfter());
  }

  WebhookWork work() {
    return work;
  }

  /** The subscription may be another by now. */
  void outdate() {
    outdated = true;
  }

  /**
   * Writes what was not written, and gives up an endpoint for which it is time.
   *
   * @throws LostException when this process does not work for the subscription any more
   */
  void write() {
    var changes = work.changes();
    if (!changes.isEmpty()) {
      var mood = work.mood();
      tools.inDatabase(
          () -> tools.deliveries().write(id, epoch, changes, mood.equals(moodKept) ? null : mood));
      moodKept = mood;
      work.written();
      lookForDueAt = Instant.EPOCH;
    }
    var why = work.ended();
    var known = subscription;
    if (why != null && known != null && known.isActive() && work.isIdle()) {
      tools.disabling().disable(known, why, work.mood());
      outdated = true;
    }
  }

  /**
   * Looks at the subscription again, if it may be another and nothing is under way.
   *
   * @param onLoad is told it
   */
  void load(Consumer<WebhookSubscription> onLoad) {
    if (!outdated || !work.isIdle()) {
      return;
    }
    outdated = false;
    tools.inDatabase(
        () -> {
          var found = tools.subscriptions().find(id).orElse(null);
          if (found == null) {
            throw new LostException("There is no subscription " + id);
          }
          secrets = tools.secrets().open(id);
          var wanted = Set.copyOf(found.types());
          work.keep(one -> wanted.contains(one.type().name()));
          moodKept = new EndpointMood(found.failures(), found.failingSince(), found.dueAt());
          work.begin(moodKept, tools.deliveries().held(id));
          subscription = found;
          onLoad.accept(found);
        });
    lookForDueAt = Instant.EPOCH;
  }

  /** Takes what is held back and due. */
  void lookForDue() {
    var now = tools.now();
    if (isActive() && work.wantsDue() && !lookForDueAt.isAfter(now)) {
      tools.inDatabase(
          () -> {
            work.retry(tools.deliveries().due(id, now, MOST_DUE));
            lookForDueAt =
                work.wantsDue()
                    ? tools.deliveries().nextDue(id).orElse(Instant.MAX)
                    : Instant.EPOCH;
          });
      if (!lookForDueAt.isAfter(now) && work.wantsDue()) {
        lookForDueAt = now.plus(SOON); // it is under way
      }
    }
  }

  /** The next attempt; null where there is none now. */
  @Nullable Sending next() {
    var known = subscription;
    if (outdated || known == null || !known.isActive()) {
      return null;
    }
    var most = tools.properties().atOnceEach();
    var next = work.next(tools.now(), most);
    while (next != null
        && next.delivery().held()
        && !known.types().contains(next.delivery().type())) {
      work.dropped(next.delivery());
      next = work.next(tools.now(), most);
    }
    return next;
  }

  /** Who is to be called. */
  WebhookCalls.Called called() {
    var known = subscription;
    if (known == null) {
      throw new IllegalStateException("Nothing is known of " + id);
    }
    return new WebhookCalls.Called(URI.create(known.url()), secrets, work.mood().isWell());
  }

  /** Whether everything new was delivered or is held back, and that is written. */
  boolean isSettled() {
    return subscription != null && work.isSettled() && work.changes().isEmpty();
  }

  /** How long there is nothing to do unless there is news. */
  Duration timeToNext() {
    if (!work.changes().isEmpty() || (outdated && work.isIdle())) {
      return Duration.ZERO;
    }
    if (!isActive() || (work.isSettled() && !work.hasHeld())) {
      return LONGEST_SLEEP;
    }
    var now = tools.now();
    var paused = work.mood().pausedUntil();
    if (work.isIdle() && paused.isAfter(now)) {
      return until(paused, now);
    }
    if (lookForDueAt.isAfter(now)) {
      return until(lookForDueAt, now);
    }
    return work.isIdle() ? SOON : LONGEST_SLEEP;
  }

  private static Duration until(Instant then, Instant now) {
    return then.isBefore(now.plus(LONGEST_SLEEP))
        ? Duration.between(now, then).plusMillis(1)
        : LONGEST_SLEEP;
  }

  private boolean isActive() {
    return subscription != null && subscription.isActive();
  }
}
