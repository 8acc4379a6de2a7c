package io.daybook.reconciliation;

import io.daybook.outside.call.OpenCallTable;
import io.daybook.outside.call.OutsideProperties;
import io.daybook.outside.call.Port;
import io.daybook.outside.shipping.Carrier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Our shipments and the carrier's bookings. */
@Component
@Order(2)
class ShipmentBook extends OutsideBook<OurShipment, Carrier.Entry> {
  private final Carrier carrier;
  private final OurBooks books;
  private final Patiently patiently;

  ShipmentBook(
      Carrier carrier,
      OurBooks books,
      OpenCallTable calls,
      MetEntries met,
      Ledger ledger,
      OutsideProperties patience) {
    super(calls, met, ledger, Port.CARRIER);
    this.carrier = carrier;
    this.books = books;
    this.patiently = new Patiently(patience.carrier());
  }

  @Override
  public Name name() {
    return Name.SHIPMENTS;
  }

  @Override
  Page<Carrier.Entry> list(Span span, @Nullable String after) {
    var page = patiently.ask(() -> carrier.list(span.since(), span.until(), after));
    return new Page<>(page.entries(), page.next());
  }

  @Override
  Optional<Carrier.Entry> find(String subject) {
    return patiently.ask(() -> carrier.find(subject));
  }

  @Override
  Instant created(Carrier.Entry theirs) {
    return theirs.created();
  }

  @Override
  List<Pair<OurShipment, Carrier.Entry>> pairs(List<Carrier.Entry> page) {
    var ours =
        books.shipments(page.stream().map(Carrier.Entry::id).toList()).stream()
            .collect(Collectors.toMap(OurShipment::subject, Function.identity()));
    return page.stream().map(theirs -> new Pair<>(ours.get(theirs.id()), theirs)).toList();
  }

  @Override
  @Nullable OurShipment ours(String subject) {
    var found = books.shipments(List.of(subject));
    return found.isEmpty() ? null : found.getFirst();
  }

  @Override
  List<OurShipment> unmet(Span span, String afterBooking) {
    return books.unmetShipments(span, afterBooking);
  }

  @Override
  List<Difference> compare(@Nullable OurShipment ours, Carrier.@Nullable Entry theirs) {
    return OurShipment.compare(ours, theirs);
  }

  @Override
  boolean isMet(Pair<OurShipment, Carrier.Entry> pair) {
    return pair.ours() != null;
  }
}
