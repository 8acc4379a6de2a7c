package io.daybook.app.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.export.ExportCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;

/**
 * An export has what the log and the read models say, goes on where it was, and tells nothing
 * personal.
 */
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class ExportIT extends BusyShop {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```sql\n(.*?);\n```");
  private static final String LATEST =
      """
      (select * from read_parquet('%1$s/orders/*/*.parquet')
       qualify row_number() over (partition by order_id order by position desc) = 1)
      """;

  @Value("${spring.datasource.url}")
  private String url;

  @Value("${spring.datasource.username}")
  private String user;

  @Value("${spring.datasource.password}")
  private String password;

  @TempDir Path directory;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void what_is_exported_is_what_the_shop_knows_and_the_next_export_goes_on() throws Exception {
    trade();
    exportAll();
    assertAll();
    var before = files();
    place("tok_visa", Map.of(skus.getFirst(), 1));
    var unfinished = directory.resolve("events/part-999999999999-0.ndjson");
    Files.writeString(unfinished, "{}");
    exportAll();
    assertThat(unfinished).doesNotExist();
    assertThat(files()).containsAll(before).hasSizeGreaterThan(before.size());
    assertAll();
    assertThat(export("--from", "3")).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("goes on at position");
    assertNothingPersonal();
    assertExamplesRun();
  }

  private void assertAll() throws SQLException {
    assertThat(duck("select status || ' ' || count(*) from " + LATEST + " group by status"))
        .containsExactlyInAnyOrderElementsOf(
            jdbc.queryForList(
                "select status || ' ' || count(*) from order_history_v2.order_summary group by"
                    + " status",
                String.class));
    assertThat(duck("select order_id || captured || refunded || held || unit_count from " + LATEST))
        .containsExactlyInAnyOrderElementsOf(
            jdbc.queryForList(
                "select order_id || captured || refunded || held || unit_count from"
                    + " order_history_v2.order_summary",
                String.class));
    assertThat(
            duck(
                "select order_id || sku || quantity || unit_price from"
                    + " read_parquet('%1$s/lines/*/*.parquet')"))
        .containsExactlyInAnyOrderElementsOf(
            jdbc.queryForList(
                "select order_id || sku || quantity || unit_price from order_history_v2.order_line",
                String.class));
    assertThat(
            duck(
                "select order_id || sku || quantity from read_parquet('%1$s/returns/*/*.parquet')"))
        .containsExactlyElementsOf(
            jdbc.queryForList(
                "select order_id || sku || quantity from order_history_v2.line_return",
                String.class));
    assertThat(
            duck(
                "select type || ' ' || count(*) || ' ' || coalesce(sum(amount), 0)::decimal(19,2)"
                    + " from read_parquet('%1$s/payments/*/*.parquet') group by type"))
        .containsExactlyInAnyOrderElementsOf(
            jdbc.queryForList(
                """
                select substring(payload_type from '[A-Za-z]*$') || ' ' || count(*) || ' '
                       || coalesce(sum((payload -> 'amount' ->> 'amount')::numeric), 0)::numeric(19,2)
                  from event_log.domain_event where stream like 'payment-%' group by payload_type
                """,
                String.class));
    assertThat(
            duck(
                "select sku || ' ' || arg_max(on_hand, position) || ' ' || arg_max(reserved,"
                    + " position) from read_parquet('%1$s/stock_movements/*/*.parquet') group by"
                    + " sku"))
        .containsExactlyInAnyOrderElementsOf(
            jdbc.queryForList(
                "select sku || ' ' || on_hand || ' ' || reserved from stock_v1.stock_level",
                String.class));
    assertThat(
            duck(
                "select count(*) || ' ' || count(distinct position) || ' ' || max(position) from"
                    + " read_json('%1$s/events/*.ndjson', format = 'newline_delimited', columns ="
                    + " {position: 'bigint'})"))
        .containsExactly("%1$d %1$d %2$d".formatted(head() + 1, head()));
  }

  /** Until the shop is at rest and all of it is there. */
  private void exportAll() {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(500))
        .ignoreException(NoSuchFileException.class) // nothing is ready for it yet
        .until(
            () -> {
              var head = head();
              assertThat(export()).as(said.toString(StandardCharsets.UTF_8)).isZero();
              return Files.readString(directory.resolve("manifest.json"))
                      .replace(" ", "")
                      .contains("\"next\":" + (head + 1))
                  && head() == head;
            });
  }

  private int export(String... more) {
    var arguments = new ArrayList<>(List.of(directory.toString(), "--url", url, "--user", user));
    arguments.addAll(List.of(more));
    return ExportCommand.run(
        arguments, password, new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(directory)) {
      return all.filter(file -> file.getFileName().toString().startsWith("part-")).toList();
    }
  }

  private void assertNothingPersonal() throws Exception {
    var told = new StringBuilder();
    for (var set : List.of("orders", "lines", "returns", "payments", "stock_movements")) {
      duck("select t::varchar from read_parquet('%1$s/" + set + "/*/*.parquet') t")
          .forEach(told::append);
    }
    for (var file : files()) {
      if (file.toString().endsWith(".ndjson")) {
        told.append(Files.readString(file));
      }
    }
    assertThat(told.toString())
        .contains("OrderPlaced", "\"country\":\"GB\"", "\"specversion\":\"1.0\"")
        .doesNotContain(
            "Ada", "St James", "London", "SW1Y", "tok_", "pi_", "changed my mind", "nobody has it");
  }

  /** Those of docs/export.md, each of which has something to say here. */
  private void assertExamplesRun() throws Exception {
    var examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("../docs/export.md")))
            .results()
            .map(found -> found.group(1).replace("'export/", "'" + directory + "/"))
            .toList();
    assertThat(examples).hasSizeGreaterThan(4);
    for (var example : examples) {
      assertThat(duck(example)).as(example).isNotEmpty();
    }
  }

  private List<String> duck(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql.replace("%1$s", directory.toString()))) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }
}
