package io.daybook.importer;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/**
 * One line of the file.
 *
 * @param number its place in the file; the header is line 1
 * @param sku the stock code in capitals: the file writes some both ways
 * @param unitPrice pounds
 */
record InvoiceLine(
    long number,
    String invoice,
    String sku,
    String description,
    int quantity,
    LocalDateTime date,
    BigDecimal unitPrice,
    String customer,
    String country) {

  boolean isCreditNote() {
    return invoice.startsWith("C");
  }
}
