package io.daybook.relay.webhook;

import io.daybook.relay.published.Announcement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be attempted for one subscription, in which order, and what is to be written of it. A
 * delivery that has failed holds back what comes later of its subject, and nothing else. It calls
 * nobody, reads no clock, and is for one thread.
 */
final class WebhookWork {
  private final Backoff backoff;
  private final Duration patience;
  private final Deque<Announcement> fresh = new ArrayDeque<>();
  private final Deque<Delivery> due = new ArrayDeque<>();
  private final HeldSubjects held = new HeldSubjects();
  private final Set<String> busy = new HashSet<>();

  /** Since the last success, until that is enough to know that it is the endpoint. */
  private final Set<String> failing = new HashSet<>();

  private int freshUnderWay;
  private EndpointMood mood = EndpointMood.well();
  private DeliveryChanges changes = new DeliveryChanges();
  private @Nullable DisabledBecause ended;

  /**
   * @param patience how long a delivery is tried, and an endpoint to which nothing can be delivered
   */
  WebhookWork(Backoff backoff, Duration patience) {
    this.backoff = backoff;
    this.patience = patience;
  }

  /** Begins with what the tables say; nothing may be unwritten. */
  void begin(EndpointMood known, Collection<Delivery> heldBack) {
    mood = known;
    ended = null;
    held.clear();
    due.clear();
    heldBack.forEach(held::add);
  }

  /** Takes what is new; what was taken before is settled. */
  void take(List<Announcement> stretch) {
    fresh.addAll(stretch);
  }

  /** Drops what is new and not wanted any more. */
  void keep(Predicate<Announcement> wanted) {
    fresh.removeIf(wanted.negate());
  }

  /** Takes what is held back and due. */
  void retry(List<Delivery> heads) {
    heads.stream().filter(one -> !busy.contains(one.subject())).forEach(due::add);
  }

  /** Whether all that is new was delivered or is held back. */
  boolean isSettled() {
    return fresh.isEmpty() && freshUnderWay == 0;
  }

  boolean hasHeld() {
    return !held.isEmpty();
  }

  /** Whether what is due should be looked for. */
  boolean wantsDue() {
    return hasHeld() && due.isEmpty();
  }

  boolean isIdle() {
    return busy.isEmpty();
  }

  EndpointMood mood() {
    return mood;
  }

  /** Why nothing is to be sent to the endpoint any more; null while it is. */
  @Nullable DisabledBecause ended() {
    return ended;
  }

  /** What is not written yet. */
  DeliveryChanges changes() {
    return changes;
  }

  void written() {
    changes = new DeliveryChanges();
  }

  /**
   * The next attempt, or null where there is none now. While the endpoint is away, something new is
   * preferred: one delivery that can never succeed is not what is asked by whether it is back.
   *
   * @param most attempts at the same time
   */
  @Nullable Sending next(Instant now, int most) {
    var atOnce = mood.isWell() ? most : 1;
    if (ended != null || busy.size() >= atOnce || mood.pausedUntil().isAfter(now)) {
      return null;
    }
    var next = mood.isAway() ? nextFresh(now) : nextDue();
    if (next == null) {
      next = mood.isAway() ? nextDue() : nextFresh(now);
    }
    if (next != null) {
      busy.add(next.delivery().subject());
    }
    return next;
  }

  private @Nullable Sending nextDue() {
    var one = due.poll();
    return one == null ? null : new Sending(one, null);
  }

  private @Nullable Sending nextFresh(Instant now) {
    var waiting = new HashSet<String>();
    for (Iterator<Announcement> all = fresh.iterator(); all.hasNext(); ) {
      var one = all.next();
      var subject = one.subject();
      if (held.has(subject) && !waiting.contains(subject)) {
        if (held.isFull()) {
          return null;
        }
        all.remove();
        hold(Sending.deliveryOf(one, true), now, null);
      } else if (busy.contains(subject)) {
        waiting.add(subject);
      } else if (waiting.add(subject)) {
        if (held.isFull()) {
          return null;
        }
        all.remove();
        freshUnderWay++;
        return Sending.first(one);
      }
    }
    return null;
  }

  /** It was not attempted, for a reason of ours; it is looked for, or taken, again. */
  void notAttempted(Sending sending) {
    busy.remove(sending.delivery().subject());
    var announcement = sending.announcement();
    if (announcement != null) {
      freshUnderWay--;
      fresh.addFirst(announcement);
    }
  }

  /** What is held back and is not told any more, or not wanted. */
  void dropped(Delivery delivery) {
    busy.remove(delivery.subject());
    held.remove(delivery);
    changes.done().add(delivery);
  }

  /** An attempt has ended. */
  void attempted(Outcome outcome, Instant now) {
    var delivery = outcome.delivery();
    busy.remove(delivery.subject());
    if (!delivery.held()) {
      freshUnderWay--;
    }
    changes.attempts().add(outcome);
    if (outcome.answer().isDelivered()) {
      if (mood.isAway()) {
        changes.wakeHeld();
      }
      mood = EndpointMood.well();
      failing.clear();
      if (delivery.held()) {
        held.remove(delivery);
        changes.done().add(delivery);
      }
    } else {
      failed(outcome, now);
    }
  }

  private void failed(Outcome outcome, Instant now) {
    var counts = mood.isAway() || failing.add(outcome.delivery().subject());
    mood = mood.failed(now, outcome.answer(), counts, backoff);
    if (outcome.answer().isGone()) {
      ended = DisabledBecause.GONE;
    } else if (mood.isHopeless(now, patience)) {
      ended = DisabledBecause.FAILING;
    }
    var delivery = outcome.delivery().attempted(outcome.at());
    var first = delivery.firstAttemptAt();
    // While the endpoint is away it is the endpoint that fails, and no delivery.
    if (ended == null && !mood.isAway() && first != null && !first.plus(patience).isAfter(now)) {
      held.remove(delivery);
      changes.held().add(new DeliveryChanges.Held(delivery, now, outcome.answer().failure(), now));
    } else {
      hold(delivery, now, outcome.answer());
    }
  }

  private void hold(Delivery delivery, Instant now, @Nullable Answer answer) {
    var pause = answer == null ? Duration.ZERO : backoff.after(delivery.attempts());
    var asked = answer == null ? null : answer.retryAfter();
    var dueAt = now.plus(asked != null && asked.compareTo(pause) > 0 ? asked : pause);
    held.add(delivery);
    changes
        .held()
        .add(
            new DeliveryChanges.Held(
                delivery, dueAt, answer == null ? null : answer.failure(), null));
  }
}
