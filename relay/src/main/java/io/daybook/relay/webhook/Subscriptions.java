package io.daybook.relay.webhook;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.StaleVersionException;
import io.daybook.relay.follow.Relay;
import io.daybook.relay.follow.RelayCursorTable;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.operation.WebhookDecided;
import io.daybook.schema.operation.WebhookDecision;
import io.daybook.web.access.Acts;
import io.daybook.web.access.Caller;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people decide about subscriptions. Each decision is in the log before it is carried out,
 * because it says to whom the shop tells what.
 */
@Component
class Subscriptions {
  private static final int MOST_SECRETS = 3;

  private final SubscriptionTable table;
  private final SecretTable secrets;
  private final RelayCursorTable cursors;
  private final EndpointAddress addresses;
  private final WebhookProperties properties;
  private final EventLog log;
  private final Acts acts;
  private final WebhookRecipients recipients;
  private final Relay relay;
  private final TransactionTemplate together;

  Subscriptions(
      SubscriptionTable table,
      SecretTable secrets,
      RelayCursorTable cursors,
      EndpointAddress addresses,
      WebhookProperties properties,
      EventLog log,
      Acts acts,
      WebhookRecipients recipients,
      Relay relay,
      PlatformTransactionManager transactions) {
    this.table = table;
    this.secrets = secrets;
    this.cursors = cursors;
    this.addresses = addresses;
    this.properties = properties;
    this.log = log;
    this.acts = acts;
    this.recipients = recipients;
    this.relay = relay;
    this.together = new TransactionTemplate(transactions);
  }

  /**
   * A subscription that was made.
   *
   * @param secret null where the same request has made it before: it is shown once
   */
  record Made(SubscriptionId id, @Nullable SigningSecret secret) {}

  /**
   * Makes a subscription, once for each id.
   *
   * @throws DomainRejection when its address or a type will not do, there are too many, or the id
   *     was made by another request
   */
  Made make(SubscriptionId id, Caller owner, SubscriptionRequests.NewSubscription asked) {
    var before = table.requestOf(id).orElse(null);
    if (before != null) {
      return repeated(id, before, asked);
    }
    var wanted = asked.wanted();
    check(wanted);
    var head = log.headPosition();
    var from = Objects.requireNonNullElse(asked.fromPosition(), head);
    if (from > head) {
      throw DomainRejection.ofRequest(
          "position-in-log", "" + head, "The log has not come to this position");
    }
    checkCount(owner);
    decided(owner, id, WebhookDecision.SUBSCRIBE, wanted.url());
    var secret = SigningSecret.random();
    var made =
        Boolean.TRUE.equals(
            together.execute(
                _ -> {
                  table.oneAtATime();
                  checkCount(owner);
                  if (!table.add(id, owner.subject(), asked.hash(), wanted)) {
                    return false;
                  }
                  secrets.add(id, secret, Duration.ZERO);
                  cursors.begin(id.cursor(), from, null);
                  return true;
                }));
    relay.look();
    return made ? new Made(id, secret) : repeated(id, table.requestOf(id).orElse(""), asked);
  }

  private static Made repeated(
      SubscriptionId id, String before, SubscriptionRequests.NewSubscription asked) {
    if (!before.equals(asked.hash())) {
      throw DomainRejection.ofRequest(
          "idempotency-key-reused", "MADE", "The key was used for another subscription");
    }
    return new Made(id, null);
  }

  private void checkCount(Caller owner) {
    var count = table.count(owner.subject());
    if (count.ofOwner() >= properties.most() || count.ofAll() >= properties.mostOfAll()) {
      throw DomainRejection.ofState(
          "webhook-subscriptions-in-range",
          "" + count.ofOwner(),
          "There are as many subscriptions as there may be");
    }
  }

  private void check(SubscriptionTable.Wanted wanted) {
    addresses
        .wrongIn(wanted.url())
        .ifPresent(
            wrong -> {
              throw DomainRejection.ofRequest(
                  "webhook-address-is-outside", "ADDRESS", "The address " + wrong);
            });
    var unknown = SubscriptionRequests.unknown(wanted);
    if (!unknown.isEmpty()) {
      throw DomainRejection.ofRequest(
          "webhook-type-is-told", "TYPES", "Nothing is told of these types: " + unknown);
    }
  }

  /** Tells others elsewhere; what is held back goes there too. */
  void change(Caller caller, WebhookSubscription known, SubscriptionTable.Wanted wanted) {
    check(wanted);
    decided(caller, known.id(), WebhookDecision.CHANGE, wanted.url());
    if (!table.change(known.id(), known.version(), wanted)) {
      throw stale(known);
    }
    recipients.look();
  }

  /** Tells nothing more, and forgets all that is known of it. */
  void delete(Caller caller, WebhookSubscription known) {
    decided(caller, known.id(), WebhookDecision.DELETE, "");
    together.executeWithoutResult(
        _ -> {
          if (!table.delete(known.id(), known.version())) {
            throw stale(known);
          }
          cursors.forget(known.id().cursor());
        });
    relay.look();
  }

  /** Goes on at once with one that is disabled, or waits. */
  void enable(Caller caller, WebhookSubscription known) {
    decided(caller, known.id(), WebhookDecision.ENABLE, "");
    table.enable(known.id());
    recipients.look();
  }

  /** Tells nothing for now. */
  void disable(Caller caller, WebhookSubscription known) {
    decided(caller, known.id(), WebhookDecision.DISABLE, "");
    table.disable(known.id(), DisabledBecause.ASKED);
    recipients.look();
  }

  /** A new secret; those before it stay valid for a time, or not. */
  SigningSecret rotate(Caller caller, WebhookSubscription known, boolean endFormer) {
    if (!endFormer && secrets.valid(known.id()).size() >= MOST_SECRETS) {
      throw DomainRejection.ofState(
          "webhook-secrets-in-range",
          "" + MOST_SECRETS,
          "Former secrets are valid still; wait for their end, or end them");
    }
    decided(caller, known.id(), WebhookDecision.ROTATE_SECRET, "");
    var secret = SigningSecret.random();
    together.executeWithoutResult(
        _ -> {
          table.touch(known.id());
          secrets.add(known.id(), secret, endFormer ? Duration.ZERO : properties.formerSecretFor());
        });
    recipients.look();
    return secret;
  }

  /** Until when the secret before the latest one is valid; null where none is. */
  @Nullable Instant formerValidUntil(SubscriptionId id) {
    return secrets.valid(id).stream()
        .skip(1)
        .findFirst()
        .map(SecretTable.Valid::until)
        .orElse(null);
  }

  /** Notes a decision, with the host that it names. */
  void decided(Caller caller, SubscriptionId id, WebhookDecision decision, String url) {
    var host = url.isEmpty() ? "" : Objects.requireNonNullElse(URI.create(url).getHost(), "");
    acts.record(caller, act -> new WebhookDecided(act, id.toString(), decision, host));
  }

  private StaleVersionException stale(WebhookSubscription known) {
    return new StaleVersionException(
        table.find(known.id()).map(WebhookSubscription::version).orElse(-1L));
  }
}
