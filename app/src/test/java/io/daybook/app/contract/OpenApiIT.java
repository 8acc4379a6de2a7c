package io.daybook.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.order.ReturnId;
import io.daybook.schema.privacy.ErasureId;
import io.daybook.schema.reconciliation.ReconciliationId;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.web.access.Door;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.ProblemDetail;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * The committed document of the API is what the code says. A change writes it with {@code
 * -Ddaybook.approve=true}, to be reviewed and committed; the application serves the committed one.
 */
@TestPropertySource(
    properties = {
      "springdoc.api-docs.enabled=true",
      "springdoc.api-docs.version=OPENAPI_3_1",
      "springdoc.paths-to-match=/api/**"
    })
@DirtiesContext
@Import(OpenApiIT.Springdoc.class)
class OpenApiIT extends PlatformForTests {
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  static {
    SpringDocUtils.getConfig()
        .replaceWithSchema(Sku.class, text("[A-Za-z0-9][A-Za-z0-9._-]{0,39}"))
        .replaceWithSchema(CustomerId.class, text("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}"))
        .replaceWithSchema(PaymentToken.class, text("[A-Za-z0-9_-]{1,128}"))
        .replaceWithSchema(OrderId.class, text("order-" + UUID))
        .replaceWithSchema(ShipmentId.class, text("shipment-" + UUID))
        .replaceWithSchema(ErasureId.class, text("erasure-" + UUID))
        .replaceWithSchema(ReturnId.class, text("return-" + UUID))
        .replaceWithSchema(ReconciliationId.class, text("reconciliation-" + UUID))
        .replaceWithSchema(Money.class, money())
        .replaceWithSchema(JsonNode.class, new JsonSchema())
        .replaceWithSchema(
            ProblemDetail.class, new JsonSchema().$ref("#/components/schemas/Problem"));
  }

  @TestConfiguration
  static class Springdoc {
    @Bean
    Door document() {
      return Door.open(HttpMethod.GET, "/v3/api-docs");
    }

    @Bean
    Door documentInYaml() {
      return Door.open(HttpMethod.GET, "/v3/api-docs.yaml");
    }
  }

  @Autowired ObjectMapperProvider mappers;

  @Test
  void the_committed_document_is_what_the_code_says() throws IOException {
    RecordSchemas.install(mappers.jsonMapper());
    var springdoc = exchange("GET", "/v3/api-docs", "");
    assertThat(springdoc.statusCode()).as(springdoc.body()).isEqualTo(200);
    var document = ApiDocument.of(springdoc.body());
    if (Boolean.getBoolean("daybook.approve")) {
      Files.writeString(ApiContract.FILE, document);
    }
    assertThat(document).isEqualTo(Files.readString(ApiContract.FILE));
    var paths = JSON.readTree(document).path("paths");
    for (var operation : ApiDocument.operations().keySet()) {
      var parts = operation.split(" ");
      assertThat(paths.path(parts[1]).has(parts[0].toLowerCase(java.util.Locale.ROOT)))
          .as(operation + " is no operation any more")
          .isTrue();
    }
  }

  @Test
  void its_examples_work_as_they_stand() throws IOException {
    var contract = ApiContract.committed();
    var known = new HashMap<String, String>();
    for (var example : ApiDocument.examples()) {
      var parts = example.path("operation").asString().split(" ");
      var address = new String[] {parts[1]};
      example
          .path("path")
          .forEachEntry(
              (name, value) ->
                  address[0] =
                      address[0].replace(
                          "{" + name + "}",
                          known.getOrDefault(value.asString(), value.asString())));
      var headers = new ArrayList<String>();
      example.path("headers").forEachEntry((n, v) -> headers.addAll(List.of(n, v.asString())));
      var body = example.has("body") ? example.path("body").toString() : "";
      var answer = exchange(parts[0], address[0], body, headers.toArray(String[]::new));
      var type = answer.headers().firstValue("Content-Type").orElse("");
      assertThat(answer.statusCode())
          .as(example + " " + answer.body())
          .isEqualTo(example.path("status").asInt());
      contract.check(parts[0], parts[1], answer.statusCode(), type, answer.body());
      if (example.has("keep")) {
        var order = JSON.readTree(answer.body()).path("orderId").asString();
        known.put("order", order);
        known.put("shipment", order.replace("order-", "shipment-"));
      }
      if (example.has("await")) {
        awaitStatus(known.get("order"), example.path("await").asString());
      }
    }
  }

  @Test
  void the_application_serves_the_committed_document_and_a_page_that_needs_no_network()
      throws IOException {
    var served = exchange("GET", "/openapi.json", "");
    assertThat(served.body()).isEqualTo(Files.readString(ApiContract.FILE));
    for (var page : Map.of("/docs/index.html", 4, "/graphiql/index.html", 6).entrySet()) {
      var html = exchange("GET", page.getKey(), "");
      assertThat(html.statusCode()).as(page.getKey()).isEqualTo(200);
      var parts =
          Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(html.body()).results().toList();
      assertThat(parts).hasSizeGreaterThanOrEqualTo(page.getValue());
      for (var part : parts) {
        var address = part.group(1);
        assertThat(address).startsWith("/");
        assertThat(exchange("GET", address, "").statusCode()).as(address).isEqualTo(200);
      }
    }
  }

  private static Schema<?> text(String pattern) {
    return new JsonSchema().typesItem("string").pattern("^" + pattern + "$");
  }

  @SuppressWarnings("unchecked") // JsonSchema is of a raw type
  private static Schema<?> money() {
    var amount = new JsonSchema().typesItem("string").pattern("^-?\\d{1,15}(\\.\\d{1,4})?$");
    amount.setExamples(List.of("0.01", "3", "12.34", "999999999999.99"));
    var currency = new JsonSchema().typesItem("string").pattern("^[A-Z]{3}$");
    currency.setExamples(List.of("GBP"));
    var money = new JsonSchema().typesItem("object");
    money.addProperty("amount", amount);
    money.addProperty("currency", currency);
    money.addRequiredItem("amount");
    money.addRequiredItem("currency");
    money.setAdditionalProperties(false);
    return money;
  }
}
