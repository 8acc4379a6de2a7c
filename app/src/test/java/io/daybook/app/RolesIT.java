package io.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;

/**
 * The roles in processes of their own, each with its connections, caches and tail: they have only
 * the database in common.
 */
@SpringBootTest(
    classes = Daybook.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "daybook.database=external",
      "daybook.demo=false",
      "daybook.roles=command",
      "spring.datasource.hikari.maximum-pool-size=20"
    })
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesIT extends PlatformForTests {
  @Autowired Environment environment;

  private final List<ConfigurableApplicationContext> others = new ArrayList<>();
  private int queryPort;
  private int secondCommandPort;

  @BeforeAll
  void startTheOthers() {
    start("projection");
    start("saga");
    queryPort = start("query");
    secondCommandPort = start("command");
  }

  @AfterAll
  void stopThem() {
    others.reversed().forEach(ConfigurableApplicationContext::close);
  }

  @Override
  protected int queryPort() {
    return queryPort;
  }

  @Test
  void an_order_goes_through_processes_that_share_only_the_database() {
    var sku = product("A-", "3.00", 10);
    var order = place("tok_visa", Map.of(sku, 2));
    awaitStatus(order, "PICKING");
    assertThat(moneyKept(order)).isEqualByComparingTo("6.00");
  }

  @Test
  void what_one_command_process_decided_another_builds_on() {
    var first = port;
    var sku = product("A-", "3.00", 10);
    var order = place("tok_visa", Map.of(sku, 4));
    awaitStatus(order, "PICKING");
    port = secondCommandPort;
    cancel(order);
    awaitStatus(order, "CANCELLED");
    port = first;
    assertThat(post("/api/orders/" + order + "/cancellation", Map.of("reason", "again")).status())
        .isLessThan(300);
    assertThat(moneyKept(order)).isEqualByComparingTo("0");
    assertThat(reserved(sku)).isZero();
  }

  @Test
  void the_same_key_at_two_processes_is_one_order() {
    var first = port;
    var sku = product("A-", "3.00", 10);
    var body = order("tok_visa", Map.of(sku, 1));
    var key = UUID.randomUUID().toString();
    var here = post("/api/orders", body, "Idempotency-Key", key);
    port = secondCommandPort;
    var there = post("/api/orders", body, "Idempotency-Key", key);
    port = first;
    assertThat(there.body().path("orderId")).isEqualTo(here.body().path("orderId"));
  }

  @Test
  void a_process_answers_only_what_its_role_is_for() {
    var here = port;
    port = queryPort;
    var refused = post("/api/orders", Map.of(), "Idempotency-Key", "k");
    port = here;
    assertThat(refused.status()).isEqualTo(403);
  }

  /**
   * A renamed product concerns no order, so no token of that model is written soon. It may be just
   * then, by chance; hence some attempts.
   */
  @Test
  void a_query_need_not_wait_for_a_token_to_know_how_far_another_process_is() {
    var sku = product("A-", "3.00", 10);
    assertThat(Stream.generate(() -> answerIsAheadOfTokens(sku)).limit(20)).contains(true);
  }

  private boolean answerIsAheadOfTokens(String sku) {
    var name = JSON.writeValueAsString(Map.of("name", "Thing " + UUID.randomUUID()));
    var renamed = exchange("PUT", "/api/products/" + sku + "/name", name);
    var position = Long.parseLong(renamed.headers().firstValue("Daybook-Position").orElseThrow());
    var orders = query("{orders(minPosition: %d) {edges {node {id}}}}".formatted(position));
    assertThat(orders.path("orders").has("edges")).isTrue();
    return slowestToken("order-history") < position;
  }

  private long slowestToken(String model) {
    return jdbc.queryForObject(
        """
        select min((token::json ->> 'globalIndex')::bigint) from event_log.token_entry
         where processor_name = ? or processor_name like ? || '\\_g%'
        """,
        Long.class, model, model);
  }

  private int start(String role) {
    var context =
        new SpringApplicationBuilder(Daybook.class)
            .run(
                "--daybook.roles=" + role,
                "--server.port=0",
                "--daybook.database=external",
                "--daybook.demo=false",
                "--daybook.outside-world.sandbox-port=0",
                "--daybook.outside-world.sandbox-file=",
                "--spring.datasource.hikari.maximum-pool-size=20",
                "--spring.datasource.url=" + environment.getProperty("spring.datasource.url"),
                "--spring.datasource.username="
                    + environment.getProperty("spring.datasource.username"),
                "--spring.datasource.password="
                    + environment.getProperty("spring.datasource.password"));
    others.add(context);
    return ((WebServerApplicationContext) context).getWebServer().getPort();
  }
}
