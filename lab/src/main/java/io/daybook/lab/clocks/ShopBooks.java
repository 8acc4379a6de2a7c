package io.daybook.lab.clocks;

import io.daybook.lab.platform.Platform;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what the log says of orders that are being picked against the books of the provider, the
 * carrier and the mail server, and against the shelf: as the chaos test does.
 */
final class ShopBooks {
  private static final String PICKED =
      "select payload ->> 'orderId' from event_log.domain_event where payload_type like '%.OrderConfirmed'";

  /** In the smallest unit, by order: what was captured and not paid back. */
  private static final String KEPT =
      """
      select payload ->> 'orderId',
             sum(case when payload_type like '%.PaymentCaptured' then 1 else -1 end
                 * (payload -> 'amount' ->> 'amount')::numeric)
        from event_log.domain_event
       where payload_type ~ '\\.(PaymentCaptured|PaymentRefunded)$' group by 1
      """;

  /** By order: the parcel that was booked last. */
  private static final String PARCELS =
      """
      select distinct on (stream) replace(stream, 'shipment-', 'order-'), payload ->> 'bookingReference'
        from event_log.domain_event where payload_type ~ '\\.Carrier(Booked|Rebooked)$'
       order by stream, version desc
      """;

  private static final String RESERVED =
      """
      select coalesce(sum(case when payload_type like '%.StockReserved' then 1 else -1 end
                          * (payload ->> 'quantity')::int), 0)
        from event_log.domain_event
       where payload_type ~ '\\.(StockReserved|StockReleased|StockCommitted)$'
      """;

  private final Platform platform;
  private final List<String> wrong = new ArrayList<>();

  ShopBooks(Platform platform) {
    this.platform = platform;
  }

  /**
   * What was found.
   *
   * @param pieces in an order, each of which has as many
   */
  Promise agree(int pieces) throws Exception {
    var picked = new HashSet<>(platform.ask(PICKED));
    money(picked);
    parcels(picked);
    var mails = platform.outside().mails();
    var different = new HashSet<String>();
    mails.forEach(mail -> different.add(mail.path("messageId").asString()));
    check(different.size() == mails.size(), "a mail came twice");
    var reserved = Long.parseLong(platform.ask(RESERVED).getFirst());
    check(reserved == (long) picked.size() * pieces, reserved + " pieces are reserved");
    return new Promise(
        "nobody is charged twice, or for what is not picked; each parcel, piece and mail is there once",
        "the books of provider, carrier and mail server, and the log by SQL",
        "%d orders, %d mails; %d differences%s"
            .formatted(
                picked.size(),
                mails.size(),
                wrong.size(),
                wrong.isEmpty() ? "" : ", the first: " + wrong.getFirst()),
        wrong.isEmpty() && !picked.isEmpty() && !mails.isEmpty());
  }

  private void money(Set<String> picked) throws Exception {
    Map<String, Long> byProvider = new HashMap<>();
    for (var intent : platform.outside().intents()) {
      var order =
          intent.path("metadata").path("payment_id").asString().replace("payment-", "order-");
      var received = intent.path("amount_received").asLong();
      check(
          received == 0 || !byProvider.containsKey(order) || byProvider.get(order) == 0,
          order + " is charged twice");
      byProvider.merge(
          order, received - intent.path("amount_refunded_in_sandbox").asLong(), Long::sum);
      check(intent.path("amount_capturable").asLong() == 0, order + ": money is still held");
    }
    Map<String, Long> byLog = new HashMap<>();
    for (var row : platform.rows(KEPT)) {
      byLog.put(row.getFirst(), new BigDecimal(row.get(1)).movePointRight(2).longValueExact());
    }
    for (var order : picked) {
      var kept = byLog.getOrDefault(order, 0L);
      check(kept > 0 && kept.equals(byProvider.get(order)), order + ": the log kept " + kept);
    }
    byProvider.forEach(
        (order, kept) -> check(kept == 0 || picked.contains(order), order + " is charged"));
  }

  private void parcels(Set<String> picked) throws Exception {
    Map<String, String> booked = new HashMap<>();
    for (var booking : platform.outside().bookings()) {
      booked.put(booking.path("reference").asString(), booking.path("status").asString());
    }
    for (var row : platform.rows(PARCELS)) {
      if (picked.contains(row.getFirst())) {
        check("booked".equals(booked.remove(row.get(1))), row.getFirst() + " has no parcel");
      }
    }
    booked.forEach(
        (reference, status) -> check(status.equals("cancelled"), reference + " is for nothing"));
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }
}
