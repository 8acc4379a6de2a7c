package io.daybook.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Holds answers to the committed document: their status, their type, and every field. */
public final class ApiContract {
  static final Path FILE = Path.of("../docs/openapi.json");

  private final JsonNode document;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> schemas = new HashMap<>();

  private ApiContract(JsonNode document) {
    this.document = document;
  }

  /** As it is committed. */
  public static ApiContract committed() throws IOException {
    return new ApiContract(ApiDocument.JSON.readTree(Files.readString(FILE)));
  }

  /**
   * Fails unless the document has foreseen the answer.
   *
   * @param pattern of the operation, such as {@code /api/orders/{id}}
   */
  public void check(String method, String pattern, int status, String type, String body) {
    var operation = operation(method, pattern);
    var said = method + " " + pattern + " answered " + status + " " + type + " " + body;
    var answer = operation.path("responses").path("" + status);
    assertThat(answer.isMissingNode()).as("undocumented: " + said).isFalse();
    var content = answer.path("content");
    if (content.isMissingNode()) {
      assertThat(body).as("has a body: " + said).isEmpty();
      return;
    }
    var media = content.path(type.split(";", 2)[0]);
    assertThat(media.isMissingNode()).as("of another type: " + said).isFalse();
    var errors = schema(media.path("schema")).validate(body, InputFormat.JSON);
    assertThat(errors).as(said).isEmpty();
  }

  /** Whether the document forbids such a body. */
  public boolean forbids(String method, String pattern, String body) {
    var schema =
        operation(method, pattern)
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema");
    if (schema.isMissingNode()) {
      return false;
    }
    try {
      return !schema(schema).validate(body, InputFormat.JSON).isEmpty();
    } catch (RuntimeException _) {
      return false; // it is no JSON, which is not for a schema to say
    }
  }

  private JsonNode operation(String method, String pattern) {
    var operation = document.path("paths").path(pattern).path(method.toLowerCase(Locale.ROOT));
    assertThat(operation.isMissingNode()).as("undocumented: " + method + " " + pattern).isFalse();
    return operation;
  }

  /** References lead into the document, so the whole of its components is around the schema. */
  private Schema schema(JsonNode schema) {
    return schemas.computeIfAbsent(
        schema,
        _ -> {
          var root = ApiDocument.JSON.createObjectNode();
          root.set("components", document.path("components"));
          root.putArray("allOf").add(schema);
          return registry.getSchema(root.toString(), InputFormat.JSON);
        });
  }
}
