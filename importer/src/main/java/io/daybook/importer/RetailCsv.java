package io.daybook.importer;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Reads a file of the data set <i>Online Retail</i> (Chen, 2015, doi 10.24432/C5BW33). */
final class RetailCsv {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private RetailCsv() {}

  /**
   * All lines in their order.
   *
   * @throws IllegalArgumentException naming the line that is not of the format
   */
  static List<InvoiceLine> read(Path file) throws IOException {
    try (var text = Files.newBufferedReader(file)) {
      return read(text);
    }
  }

  /**
   * All lines in their order.
   *
   * @throws IllegalArgumentException naming the line that is not of the format
   */
  static List<InvoiceLine> read(Reader text) throws IOException {
    try (var reader = CsvReader.builder().ofNamedCsvRecord(text)) {
      return reader.stream().map(RetailCsv::line).toList();
    }
  }

  private static InvoiceLine line(NamedCsvRecord row) {
    try {
      return new InvoiceLine(
          row.getStartingLineNumber(),
          row.getField("InvoiceNo"),
          row.getField("StockCode").toUpperCase(Locale.ROOT),
          row.getField("Description").strip(),
          Integer.parseInt(row.getField("Quantity")),
          LocalDateTime.parse(row.getField("InvoiceDate"), DATE),
          new BigDecimal(row.getField("UnitPrice")),
          row.getField("CustomerID").replaceFirst("\\.0$", ""),
          row.getField("Country"));
    } catch (RuntimeException malformed) {
      throw new IllegalArgumentException(
          "line "
              + row.getStartingLineNumber()
              + " is not of the format: "
              + malformed.getMessage(),
          malformed);
    }
  }
}
