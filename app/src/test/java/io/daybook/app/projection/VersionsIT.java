package io.daybook.app.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.Daybook;
import io.daybook.app.PlatformForTests;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;

/**
 * A release whose version of a model is another one than that of the generation that is there, and
 * the older release beside it.
 */
@DirtiesContext
class VersionsIT extends PlatformForTests {
  @Autowired Environment environment;

  @Test
  void a_release_that_changed_a_model_builds_its_own_generation_and_leaves_the_older_one_alone()
      throws SQLException {
    var before = product("A-", "3.00", 1);
    await()
        .untilAsserted(() -> assertThat(fingerprint("catalog_v1.product")).isNotEqualTo("empty"));
    // What is there becomes that of an older release.
    var number =
        jdbc.queryForObject(
            "update projection.generation set version = 0 where model = 'catalog' and state = 'LIVE' returning number",
            Integer.class);
    var next =
        1
            + jdbc.queryForObject(
                "select max(number) from projection.generation where model = 'catalog'",
                Integer.class);
    jdbc.execute("alter schema catalog_v1 rename to catalog_v0");
    await() // this process has seen so, and follows it no more
        .until(
            () ->
                jdbc.queryForObject(
                        "select count(owner) from event_log.token_entry where processor_name = 'catalog_g' || ?",
                        Long.class,
                        number)
                    == 0);
    var old = fingerprint("catalog_v0.product");
    try (var lead =
            DriverManager.getConnection(
                property("url"), property("username"), property("password"));
        var statement = lead.createStatement()) {
      lead.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(4714, hashtext('catalog_g" + next + "'))");
      try (var newer = start()) {
        var here = port;
        port = ((WebServerApplicationContext) newer).getWebServer().getPort();
        assertThat(send("GET", "/actuator/health/readiness", "").status()).isEqualTo(503);
        var answer = post("/graphql", Map.of("query", "{products {edges {node {sku}}}}"));
        assertThat(answer.body().path("errors").path(0).path("extensions").path("code").asString())
            .isEqualTo("NOT_READY");
        port = here;
        var meanwhile = product("B-", "3.00", 1);
        port = ((WebServerApplicationContext) newer).getWebServer().getPort();
        lead.rollback();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> send("GET", "/actuator/health/readiness", "").status() == 200);
        for (var sku : new String[] {before, meanwhile}) {
          await()
              .until(
                  () -> !query("{product(sku: \"" + sku + "\") {sku}}").path("product").isNull());
        }
        port = here;
        assertThat(fingerprint("catalog_v0.product")).isEqualTo(old);
        assertThat(
                jdbc.queryForList(
                    "select version || ' ' || state from projection.generation where model = 'catalog' and state = 'LIVE' order by number",
                    String.class))
            .containsExactly("0 LIVE", "1 LIVE");
      }
    }
  }

  private String property(String name) {
    return environment.getProperty("spring.datasource." + name, "");
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(Daybook.class)
        .run(
            "--daybook.roles=projection,query",
            "--server.port=0",
            "--daybook.database=external",
            "--daybook.demo=false",
            "--spring.datasource.hikari.maximum-pool-size=20",
            "--spring.datasource.url=" + property("url"),
            "--spring.datasource.username=" + property("username"),
            "--spring.datasource.password=" + property("password"));
  }
}
