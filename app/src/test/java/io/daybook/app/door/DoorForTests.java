package io.daybook.app.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.Daybook;
import io.daybook.app.contract.ApiContract;
import io.daybook.app.door.Asked.Verdict;
import io.daybook.eventstore.testing.PostgresForTests;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole platform, asked by somebody who knows its rules and breaks them. */
@SpringBootTest(
    classes = Daybook.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "daybook.database=external",
      "daybook.demo=false",
      "daybook.outside-world.sandbox-port=0",
      "daybook.outside-world.sandbox-file=",
      "daybook.reconciliation.cron=-"
    })
@DirtiesContext
abstract class DoorForTests {
  static final List<String> SKUS = List.of("FUZZ-1", "FUZZ-2", "FUZZ.3_x", "f".repeat(40));
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    var database = PostgresForTests.newDatabase();
    registry.add("spring.datasource.url", database::url);
    registry.add("spring.datasource.username", database::user);
    registry.add("spring.datasource.password", database::password);
  }

  @Autowired
  void closeBeforePostgres(ConfigurableApplicationContext context) {
    PostgresForTests.closeFirst(context);
  }

  record Answer(int status, String type, String body) {
    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  Answer ask(Asked asked) throws IOException, InterruptedException {
    var answer = HTTP.send(asked.at(port), HttpResponse.BodyHandlers.ofString());
    var type = answer.headers().firstValue("Content-Type").orElse("");
    return new Answer(answer.statusCode(), type, answer.body());
  }

  Answer post(String address, String body, String... headers)
      throws IOException, InterruptedException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return ask(
        new Asked("POST", address, List.of(headers), "application/json", bytes, Verdict.ODD));
  }

  Answer get(String address) throws IOException, InterruptedException {
    return ask(new Asked("GET", address, List.of(), "x/y", new byte[0], Verdict.ODD));
  }

  /** The document that the platform serves, and what is at its door beside it. */
  ApiContract contract() throws IOException, InterruptedException {
    var document = (ObjectNode) get("/openapi.json").json();
    try (var beside = DoorForTests.class.getResourceAsStream("/openapi/beside.json")) {
      var paths = (ObjectNode) document.get("paths");
      paths.setAll((ObjectNode) JsonMapper.shared().readTree(beside));
    }
    return ApiContract.of(document.toString());
  }

  /** What is in the shop, by its pattern; orders as they come. */
  static Map<String, List<String>> known(List<String> orders) {
    var known = new HashMap<String, List<String>>();
    known.put("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$", SKUS);
    known.put("^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$", List.of("ada", "A@b.c-d_e", "c".repeat(64)));
    known.put("^[A-Za-z0-9_-]{1,128}$", List.of("tok_visa", "t".repeat(128)));
    known.put("^order-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", orders);
    return known;
  }

  static String pounds(String amount) {
    return "{\"amount\":\"" + amount + "\",\"currency\":\"GBP\"}";
  }

  /** Lists what the requests name, with some stock of each. */
  void openShop(Random random) throws IOException, InterruptedException {
    for (var sku : SKUS) {
      var product = "{\"sku\":\"%s\",\"name\":\"n\",\"price\":%s}";
      post("/api/products", product.formatted(sku, pounds("" + (1 + random.nextInt(9)))));
      post("/api/stock/" + sku + "/receipts", "{\"receiptId\":\"r\",\"quantity\":100000000}");
    }
  }

  /** Every read model has everything that was accepted, and has set nothing aside. */
  void assertAllIsHeld() {
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              for (var model : models()) {
                assertThat(model.path("caughtUp").asBoolean()).as(model.toString()).isTrue();
                assertThat(model.path("deadLetters").asLong()).as(model.toString()).isZero();
              }
            });
    var letters = jdbc.queryForList("select cause_message from dead_letter.letter");
    assertThat(letters).isEmpty();
  }

  private JsonNode models() throws IOException, InterruptedException {
    var models = get("/api/operations/projections").json();
    assertThat(models.size()).isGreaterThanOrEqualTo(4);
    return models;
  }
}
