package io.daybook.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The invoices of the sample of Online Retail as orders, one after another, again and again: each
 * round is five days later than the one before and has orders of its own. Lines of a SKU are one
 * line, as the platform wants it.
 */
final class SampleInvoices implements Supplier<OrderPlaced> {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final Duration ROUND = Duration.ofDays(5);
  private static final CurrencyUnit POUND = CurrencyUnit.of("GBP");

  private final List<Invoice> invoices;
  private int taken;

  private record Invoice(CustomerId customer, Instant at, List<OrderLine> lines) {}

  /** Invoices as they are. */
  SampleInvoices() throws IOException {
    this(Integer.MAX_VALUE);
  }

  /**
   * Invoices of no more than so many lines each.
   *
   * @param most lines; those after them are left out
   */
  SampleInvoices(int most) throws IOException {
    var lines = new LinkedHashMap<String, Map<String, OrderLine>>();
    var first = new LinkedHashMap<String, NamedCsvRecord>();
    try (var reader = CsvReader.builder().ofNamedCsvRecord(Baskets.SAMPLE)) {
      for (var row : reader) {
        var quantity = Integer.parseInt(row.getField("Quantity"));
        var price = new BigDecimal(row.getField("UnitPrice"));
        if (Baskets.isSale(row, quantity, price)) {
          var sku = row.getField("StockCode").toUpperCase(Locale.ROOT);
          var invoice = row.getField("InvoiceNo");
          first.putIfAbsent(invoice, row);
          lines
              .computeIfAbsent(invoice, _ -> new LinkedHashMap<>())
              .merge(
                  sku,
                  new OrderLine(new Sku(sku), quantity, Money.of(POUND, price)),
                  (one, more) ->
                      new OrderLine(one.sku(), one.quantity() + more.quantity(), one.unitPrice()));
        }
      }
    }
    invoices =
        lines.entrySet().stream()
            .map(
                invoice ->
                    invoice(
                        Objects.requireNonNull(first.get(invoice.getKey())),
                        invoice.getValue().values().stream().limit(most).toList()))
            .toList();
  }

  private static Invoice invoice(NamedCsvRecord row, List<OrderLine> lines) {
    var customer = row.getField("CustomerID").replace(".0", "");
    return new Invoice(
        new CustomerId(customer.isEmpty() ? "unknown" : customer),
        LocalDateTime.parse(row.getField("InvoiceDate"), DATE).toInstant(ZoneOffset.UTC),
        lines);
  }

  @Override
  public OrderPlaced get() {
    var invoice = invoices.get(taken % invoices.size());
    var at = invoice.at().plus(ROUND.multipliedBy(taken / invoices.size()));
    taken++;
    var sample = SampleOrders.placed();
    return new OrderPlaced(
        sample.orderId(),
        invoice.customer(),
        invoice.lines(),
        invoice.lines().stream().map(OrderLine::total).reduce(Money::plus).orElseThrow(),
        sample.deliveryAddress(),
        sample.paymentToken(),
        at);
  }
}
