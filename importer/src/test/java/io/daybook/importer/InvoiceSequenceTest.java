package io.daybook.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InvoiceSequenceTest {
  private int number;

  @Test
  void invoices_that_need_the_same_prices_go_side_by_side() {
    assertThat(sequence(order("1", "ada", "A 1.00"), order("2", "bob", "A 1.00", "B 2.00")))
        .containsExactly(Set.of(), Set.of());
  }

  @Test
  void another_price_waits_for_all_who_need_the_price_before_it() {
    assertThat(
            sequence(
                order("1", "ada", "A 1.00"),
                order("2", "bob", "A 1.00"),
                order("3", "cy", "B 9.00"),
                order("4", "dan", "A 1.50")))
        .containsExactly(Set.of(), Set.of(), Set.of(), Set.of(0, 1));
  }

  @Test
  void who_needs_a_new_price_waits_for_the_one_who_sets_it() {
    assertThat(
            sequence(
                order("1", "ada", "A 1.00"),
                order("2", "bob", "A 1.50"),
                order("3", "cy", "A 1.50"),
                order("4", "dan", "A 1.00")))
        .containsExactly(Set.of(), Set.of(0), Set.of(1), Set.of(1, 2));
  }

  @Test
  void a_credit_note_keeps_its_place_among_the_invoices_of_its_customer() {
    assertThat(
            sequence(
                order("1", "ada", "A 1.00"),
                order("2", "bob", "A 1.00"),
                order("C3", "ada", "A 1.00"),
                order("4", "ada", "A 1.00"),
                order("C5", "ada", "A 1.00")))
        .containsExactly(Set.of(), Set.of(), Set.of(0), Set.of(2), Set.of(2, 3));
  }

  private static List<Set<Integer>> sequence(Invoice... invoices) {
    return InvoiceSequence.of(List.of(invoices));
  }

  private Invoice order(String invoice, String customer, String... lines) {
    var quantity = invoice.startsWith("C") ? -1 : 1;
    return new Invoice(
        invoice,
        Arrays.stream(lines)
            .map(line -> line.split(" ", 2))
            .map(line -> line(invoice, customer, line[0], quantity, line[1]))
            .toList());
  }

  private InvoiceLine line(
      String invoice, String customer, String sku, int quantity, String price) {
    var date = LocalDateTime.of(2010, 12, 1, 8, 26);
    var amount = new BigDecimal(price);
    return new InvoiceLine(
        ++number, invoice, sku, "THING", quantity, date, amount, customer, "France");
  }
}
