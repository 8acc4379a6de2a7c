package io.daybook.reconciliation;

import io.daybook.outside.call.OpenCallTable;
import io.daybook.outside.call.OutsideProperties;
import io.daybook.outside.call.Port;
import io.daybook.outside.payment.PaymentGateway;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.payment.PaymentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Our payments and the provider's. */
@Component
@Order(1)
class PaymentBook extends OutsideBook<OurPayment, PaymentGateway.Entry> {
  private final PaymentGateway provider;
  private final OurBooks books;
  private final Patiently patiently;

  PaymentBook(
      PaymentGateway provider,
      OurBooks books,
      OpenCallTable calls,
      MetEntries met,
      Ledger ledger,
      OutsideProperties patience) {
    super(calls, met, ledger, Port.PAYMENT);
    this.provider = provider;
    this.books = books;
    this.patiently = new Patiently(patience.payment());
  }

  @Override
  public Name name() {
    return Name.PAYMENTS;
  }

  @Override
  Page<PaymentGateway.Entry> list(Span span, @Nullable String after) {
    var page = patiently.ask(() -> provider.list(span.since(), span.until(), after));
    return new Page<>(page.entries(), page.next());
  }

  /** Money may be paid back weeks later, at the provider's own desk. */
  @Override
  Page<PaymentGateway.Entry> listChanged(Span span, @Nullable String after) {
    var page = patiently.ask(() -> provider.listRefunded(span.since(), span.until(), after));
    var older = new LinkedHashMap<String, PaymentGateway.Entry>();
    page.entries().stream()
        .filter(entry -> entry.created().isBefore(span.since()))
        .forEach(entry -> older.put(entry.reference(), entry));
    return new Page<>(List.copyOf(older.values()), page.next());
  }

  @Override
  Optional<PaymentGateway.Entry> find(String subject) {
    return patiently.ask(() -> provider.find(subject));
  }

  @Override
  Instant created(PaymentGateway.Entry theirs) {
    return theirs.created();
  }

  /** By the provider's reference, and where we do not know that yet, by our own name for it. */
  @Override
  List<Pair<OurPayment, PaymentGateway.Entry>> pairs(List<PaymentGateway.Entry> page) {
    var references = page.stream().map(PaymentGateway.Entry::reference).toList();
    var orders = page.stream().map(PaymentBook::orderOf).filter(Objects::nonNull).toList();
    var byReference = new HashMap<String, OurPayment>();
    var byOrder = new HashMap<String, OurPayment>();
    for (var ours : books.payments(references, orders)) {
      if (ours.subject() != null) {
        byReference.put(ours.subject(), ours);
      }
      byOrder.put(ours.orderId().toString(), ours);
    }
    return page.stream()
        .map(
            theirs -> {
              var known = byReference.get(theirs.reference());
              return new Pair<>(known == null ? byOrder.get(orderOf(theirs)) : known, theirs);
            })
        .toList();
  }

  @Override
  @Nullable OurPayment ours(String subject) {
    var found = books.payments(List.of(subject), List.of());
    return found.isEmpty() ? null : found.getFirst();
  }

  @Override
  List<OurPayment> unmet(Span span, String afterOrder) {
    return books.unmetPayments(span, afterOrder);
  }

  @Override
  List<Difference> compare(@Nullable OurPayment ours, PaymentGateway.@Nullable Entry theirs) {
    return OurPayment.compare(ours, theirs);
  }

  @Override
  boolean isMet(Pair<OurPayment, PaymentGateway.Entry> pair) {
    var ours = pair.ours();
    var theirs = pair.theirs();
    return ours != null && theirs != null && theirs.reference().equals(ours.subject());
  }

  private static @Nullable String orderOf(PaymentGateway.Entry theirs) {
    try {
      var name = theirs.paymentId();
      OrderId order = name == null ? null : PaymentId.parse(name).orderId();
      return order == null ? null : order.toString();
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }
}
