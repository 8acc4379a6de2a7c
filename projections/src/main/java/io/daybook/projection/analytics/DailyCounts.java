package io.daybook.projection.analytics;

import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import java.math.BigDecimal;
import java.util.List;
import org.joda.money.Money;

/** Counts for the day on which an order was ordered; rows are added to, by whatever segment. */
final class DailyCounts {
  private final ReadTable sales;
  private final ReadTable counts;

  DailyCounts(ReadTables tables) {
    this.sales = tables.table("daily_sale");
    this.counts = tables.table("daily_count");
  }

  /** What was ordered of a SKU. */
  record Line(String sku, long units, BigDecimal amount) {

    static String text(List<Line> lines) {
      var text = new StringBuilder();
      lines.forEach(
          line ->
              text.append(
                  "%s %d %s\n".formatted(line.sku(), line.units(), line.amount().toPlainString())));
      return text.toString();
    }

    static List<Line> linesOf(Row fact) {
      return fact.text("lines")
          .lines()
          .map(text -> text.split(" ", -1))
          .map(part -> new Line(part[0], Long.parseLong(part[1]), new BigDecimal(part[2])))
          .toList();
    }
  }

  /** One order more has come so far. */
  void step(Row fact, String measure) {
    count(fact, measure, "", "", 1);
  }

  /** One order more was refused or cancelled for a reason. */
  void reason(Row fact, String measure, String sku, String reason) {
    count(fact, measure, sku, reason, 1);
  }

  /** Units and amounts of all lines. */
  void lines(Row fact, String measure) {
    for (var line : Line.linesOf(fact)) {
      sale(fact, line.sku(), measure + "_units", BigDecimal.valueOf(line.units()));
      sale(fact, line.sku(), measure + "_amount", line.amount());
    }
  }

  /** What came back of a SKU. */
  void returned(Row fact, String sku, String disposition, long units, Money refund) {
    count(fact, "RETURNED", sku, disposition, units);
    sale(fact, sku, "returned_units", BigDecimal.valueOf(units));
    sale(fact, sku, "returned_amount", refund.getAmount());
  }

  private void count(Row fact, String measure, String sku, String reason, long more) {
    counts.sum(
        Row.of("day", fact.text("day"))
            .set("measure", measure)
            .set("country", fact.text("country"))
            .set("reason", reason)
            .set("sku", sku)
            .set("amount", more));
  }

  private void sale(Row fact, String sku, String measure, BigDecimal amount) {
    sales.sum(
        Row.of("day", fact.text("day"))
            .set("sku", sku)
            .set("country", fact.text("country"))
            .set("currency", fact.text("currency"))
            .set("measure", measure)
            .set("amount", amount.toPlainString()));
  }
}
