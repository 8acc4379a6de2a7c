package io.daybook.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What the sample of Online Retail sells, in its order. A product has its first price, so that
 * every basket can be taken at any time.
 */
final class Baskets {
  static final Path SAMPLE = Path.of("samples", "online-retail-sample.csv");

  private final List<Line> lines;
  private final Map<String, Money> prices;

  private Baskets(List<Line> lines, Map<String, Money> prices) {
    this.lines = lines;
    this.prices = prices;
  }

  /** Units of a product. */
  record Line(String sku, int quantity) {}

  /** A product and its price. */
  record Product(String sku, Money price) {}

  /** The first so many lines that are sales. */
  static Baskets ofTheSample(int most) throws IOException {
    var lines = new ArrayList<Line>();
    var prices = new LinkedHashMap<String, Money>();
    try (var reader = CsvReader.builder().ofNamedCsvRecord(SAMPLE)) {
      for (var row : reader) {
        var quantity = Integer.parseInt(row.getField("Quantity"));
        var price = new BigDecimal(row.getField("UnitPrice"));
        if (isSale(row, quantity, price) && lines.size() < most) {
          var sku = row.getField("StockCode").toUpperCase(Locale.ROOT);
          prices.putIfAbsent(sku, Money.of(CurrencyUnit.of("GBP"), price));
          lines.add(new Line(sku, quantity));
        }
      }
    }
    return new Baskets(List.copyOf(lines), prices);
  }

  static boolean isSale(NamedCsvRecord row, int quantity, BigDecimal price) {
    return quantity > 0
        && price.signum() > 0
        && price.stripTrailingZeros().scale() <= 2
        && row.getField("InvoiceNo").matches("\\d+")
        && row.getField("StockCode").matches("[A-Za-z0-9]+");
  }

  List<Product> products() {
    return prices.entrySet().stream()
        .map(product -> new Product(product.getKey(), product.getValue()))
        .toList();
  }

  /** All lines in baskets of a size; what is left over is in none. */
  List<List<Line>> of(int size) {
    var baskets = new ArrayList<List<Line>>();
    var basket = new ArrayList<Line>();
    var skus = new HashSet<String>();
    for (var line : lines) {
      if (skus.add(line.sku())) {
        basket.add(line);
      }
      if (basket.size() == size) {
        baskets.add(List.copyOf(basket));
        basket.clear();
        skus.clear();
      }
    }
    return baskets;
  }

  /** The body of an order. */
  static String json(List<Line> basket) {
    return """
    {"customerId": "17850", "paymentToken": "tok_visa", "lines": [%s],
     "deliveryAddress": {"recipient": "Ada Lovelace", "street": "12 St James's Square",
                         "city": "London", "postalCode": "SW1Y 4JH", "country": "GB"}}
    """
        .formatted(
            basket.stream()
                .map(
                    line ->
                        "{\"sku\": \"%s\", \"quantity\": %d}"
                            .formatted(line.sku(), line.quantity()))
                .collect(Collectors.joining(", ")));
  }
}
