package io.daybook.app.seeing;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What the tables of a running platform say fires alerts, and clears them. On a machine that builds
 * as well, one look at all metrics can take longer than this Prometheus waits.
 */
@EnabledIfSystemProperty(named = "daybook.alerts", matches = "all")
class AlertsIT extends WatchedPlatform {
  private static final String[] OF_TABLES = {
    "DaybookFulfilmentsOverdue",
    "DaybookFulfilmentStuck",
    "DaybookCallsParked",
    "DaybookDeadLetters",
    "DaybookRebuildFailed",
    "DaybookBooksDiffer",
    "DaybookBooksNotCompared",
    "DaybookWebhooksFailing"
  };

  @Test
  void what_the_tables_say_fires_and_clears() {
    prometheus.awaitClear(OF_TABLES);
    jdbc.batchUpdate(
        """
        insert into saga.waiting (order_id, action, since, due_at, reports)
        values ('order-of-alerts', 'AUTHORIZE_PAYMENT', now() - interval '1 hour', now() + interval '1 hour', 1)
        """,
        """
        insert into outside.call (key, order_id, port, event_id, intent_type, intent, metadata, parked_at, park_announced)
        values (gen_random_uuid(), 'order-of-alerts', 'MAIL', 'event', 'Nothing', '{}', '{}', now(), true)
        """,
        """
        insert into dead_letter.letter (id, projection, sequence, sequence_index, message_type, event_id, event_at,
                                        payload_type, payload, enqueued_at)
        select 'of-alerts', model || '_g' || number, 'of-alerts', 0, 'event', 'event', '', 'Nothing', '', ''
          from projection.generation where state = 'LIVE' and model = 'stock'
        """,
        """
        insert into projection.generation (model, number, version, state, phase, purpose, target)
        select model, 999, version, 'FAILED', phase, purpose, 0
          from projection.generation where state = 'LIVE' and model = 'catalog'
        """,
        """
        insert into reconciliation.discrepancy (id, kind, subject, first_seen, raised_at)
        values ('of-alerts', 'PAYMENT_UNKNOWN_TO_US', 'of-alerts', now(), now())
        """,
        """
        insert into reconciliation.run (id, started_at, since, narrowed, ended_at)
        values ('of-alerts', now() - interval '2 days', now() - interval '9 days', false, now() - interval '2 days')
        """,
        """
        insert into relay.webhook_subscription (id, owner, request, url, types, description, failures, due_at)
        values ('webhook-%s', 'nobody', 'of-alerts', 'https://of-alerts.invalid', '{}', '', 7, now() + interval '1 day')
        """
            .formatted(UUID.randomUUID()));
    try {
      prometheus.awaitFiring(OF_TABLES);
    } finally {
      jdbc.batchUpdate(
          "delete from saga.waiting where order_id = 'order-of-alerts'",
          "delete from outside.call where order_id = 'order-of-alerts'",
          "delete from dead_letter.letter where id = 'of-alerts'",
          "delete from projection.generation where number = 999",
          "delete from reconciliation.discrepancy where id = 'of-alerts'",
          "delete from reconciliation.run where id = 'of-alerts'",
          "delete from relay.webhook_subscription where request = 'of-alerts'");
    }
    prometheus.awaitClear(OF_TABLES);
  }
}
