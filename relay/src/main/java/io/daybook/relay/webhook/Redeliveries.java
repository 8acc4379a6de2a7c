package io.daybook.relay.webhook;

import io.daybook.relay.follow.Relay;
import io.daybook.relay.follow.RelayCursor;
import io.daybook.relay.follow.RelayCursorTable;
import io.daybook.relay.follow.Retold;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.operation.WebhookDecision;
import io.daybook.web.access.Caller;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells a subscriber again what it was told before, with the ids that it had. */
@Component
class Redeliveries {
  private final SubscriptionTable table;
  private final AttemptTable attempts;
  private final RelayCursorTable cursors;
  private final Retold retold;
  private final Subscriptions subscriptions;
  private final WebhookRecipients recipients;
  private final Relay relay;
  private final TransactionTemplate together;

  Redeliveries(
      SubscriptionTable table,
      AttemptTable attempts,
      RelayCursorTable cursors,
      Retold retold,
      Subscriptions subscriptions,
      WebhookRecipients recipients,
      Relay relay,
      PlatformTransactionManager transactions) {
    this.table = table;
    this.attempts = attempts;
    this.cursors = cursors;
    this.retold = retold;
    this.subscriptions = subscriptions;
    this.recipients = recipients;
    this.relay = relay;
    this.together = new TransactionTemplate(transactions);
  }

  /** What happened at a position. It goes before what is held back of its subject. */
  void one(Caller caller, WebhookSubscription known, long position) {
    checkTold(known, position);
    var wanted =
        retold.at(position).stream()
            .filter(one -> known.types().contains(one.type().name()))
            .toList();
    if (wanted.isEmpty()) {
      throw DomainRejection.ofRequest(
          "redeliver-what-is-told", "" + position, "The subscription is told nothing of this");
    }
    subscriptions.decided(caller, known.id(), WebhookDecision.REDELIVER, "");
    together.executeWithoutResult(
        _ -> {
          table.touch(known.id());
          wanted.forEach(one -> attempts.again(known.id(), Sending.deliveryOf(one, true)));
        });
    recipients.look();
  }

  /** Everything from a position on. What is held back after it comes again with all the rest. */
  void everythingFrom(Caller caller, WebhookSubscription known, long position) {
    checkTold(known, position);
    subscriptions.decided(caller, known.id(), WebhookDecision.REDELIVER, "");
    together.executeWithoutResult(
        _ -> {
          table.touch(known.id());
          cursors.rewind(known.id().cursor(), position - 1);
          attempts.dropAfter(known.id(), position - 1);
        });
    relay.look();
  }

  private void checkTold(WebhookSubscription known, long position) {
    var told = cursors.find(known.id().cursor()).map(RelayCursor::position).orElse(-1L);
    if (position > told) {
      throw DomainRejection.ofState(
          "redeliver-what-was-told", "" + told, "The subscription has not come to this position");
    }
  }
}
