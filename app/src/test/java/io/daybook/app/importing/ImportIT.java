package io.daybook.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.importer.ImportCommand;
import io.daybook.web.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;

/** The first thousand lines of the sample through the front door, twice. */
@DirtiesContext
class ImportIT extends PlatformForTests {
  private static final int LINES = 1_000;

  @TempDir Path folder;

  @Test
  void an_import_accounts_for_every_line_agrees_with_the_log_and_can_be_repeated()
      throws IOException {
    var file = folder.resolve("orders.csv");
    try (var all = Files.lines(Path.of("../samples/online-retail-sample.csv"))) {
      Files.write(file, all.limit(LINES + 1).toList());
    }
    assertThat(runImport(file))
        .contains("1,000 lines: {left=12, ordered=987, returned=1}")
        .contains("8  credit note without a matching order")
        .contains("61 orders by status:");
    await()
        .untilAsserted(
            () -> {
              var totals = query("{shopTotals {confirmedOrders}}").path("shopTotals");
              assertThat(totals.path("confirmedOrders").asLong())
                  .isEqualTo(confirmedInTheLog())
                  .isPositive();
            });
    var repriced = put("/api/products/85123A/price", Map.of("price", pounds("99.00")));
    assertThat(repriced.status()).isEqualTo(204);
    var events = events();
    assertThat(runImport(file)).contains("{left=12, ordered=987, returned=1}");
    assertThat(events()).isEqualTo(events);
  }

  private long confirmedInTheLog() {
    return jdbc.queryForObject(
        "select count(*) from event_log.domain_event where payload_type like '%.OrderConfirmed'",
        Long.class);
  }

  /** What the import itself causes; the shop goes on picking and packing meanwhile. */
  private long events() {
    return jdbc.queryForObject(
        """
        select count(*) from event_log.domain_event
         where payload_type ~ '\\.(ProductListed|ProductRepriced|StockReceived|OrderPlaced|OrderLinesReturned)$'
        """,
        Long.class);
  }

  private String runImport(Path file) {
    var text = new ByteArrayOutputStream();
    var arguments = List.of(file.toString(), "--url", "http://localhost:" + port);
    System.setProperty("daybook.token", IssuerForTests.token("importer", Role.IMPORTER));
    var code = ImportCommand.run(arguments, new PrintStream(text, true, StandardCharsets.UTF_8));
    assertThat(code).as(text.toString(StandardCharsets.UTF_8)).isZero();
    return text.toString(StandardCharsets.UTF_8);
  }
}
