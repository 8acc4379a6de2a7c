package io.daybook.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportPlanTest {
  private static final Path SAMPLE = Path.of("../samples/online-retail-sample.csv");

  private int lineNumber;

  @Test
  void every_line_of_the_sample_is_in_an_invoice_or_left_with_a_reason() throws IOException {
    var lines = RetailCsv.read(SAMPLE);
    try (var raw = Files.lines(SAMPLE)) {
      assertThat(lines).hasSize((int) raw.count() - 1);
    }
    var plan = ImportPlan.of(lines);
    var inInvoices = plan.invoices().stream().mapToInt(invoice -> invoice.goods().size()).sum();
    assertThat(inInvoices + plan.left().size()).isEqualTo(lines.size());
    assertThat(plan.left().values()).allMatch(left -> !left.reason().isBlank());
    assertThat(plan.invoices()).hasSize(464);
  }

  @Test
  void postage_corrections_and_gifts_are_left_out_with_their_reason() {
    assertThat(reason(line("536365", "POST", 1, "18.00"))).isEqualTo("not goods: POST");
    assertThat(reason(line("536365", "22139", -5, "1.00"))).contains("correction of stock");
    assertThat(reason(line("536365", "22139", 5, "0"))).isEqualTo("no price");
    assertThat(reason(line("C536365", "22139", 5, "1.00"))).contains("credit note");
  }

  @Test
  void lines_of_a_sku_are_merged_at_their_first_price_and_a_second_price_is_named() {
    var plan =
        ImportPlan.of(
            List.of(
                line("1", "22139", 2, "1.50"),
                line("1", "22139", 3, "1.50"),
                line("1", "22139", 4, "1.25")));
    assertThat(plan.invoices().getFirst().quantities()).containsEntry("22139", 5);
    assertThat(plan.invoices().getFirst().total()).isEqualByComparingTo("7.50");
    assertThat(plan.left().values()).singleElement().asString().contains("second price");
  }

  @Test
  void a_credit_note_matches_the_latest_order_of_its_customer_and_each_line_once() {
    var orders = new CreditNotes();
    var early = new Invoice("1", List.of(line("1", "22139", 5, "1.00")));
    var late = new Invoice("2", List.of(line("2", "22139", 5, "1.00")));
    orders.ordered(late);
    orders.ordered(early);
    var note = new Invoice("C3", List.of(line("C3", "22139", -5, "1.00")));
    assertThat(orders.match(note)).containsOnlyKeys(late);
    assertThat(orders.match(note)).containsOnlyKeys(early);
    assertThat(orders.match(note)).isEmpty();
    assertThat(CreditNotes.isWhole(late, note.goods())).isTrue();
  }

  private String reason(InvoiceLine line) {
    return ImportPlan.of(List.of(line)).left().get(line).reason();
  }

  private InvoiceLine line(String invoice, String sku, int quantity, String price) {
    var date = LocalDateTime.of(2010, 12, 1, 8, 26);
    var amount = new BigDecimal(price);
    return new InvoiceLine(
        ++lineNumber, invoice, sku, "THING", quantity, date, amount, "17850", "France");
  }
}
