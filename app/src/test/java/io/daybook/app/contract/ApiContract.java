package io.daybook.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Holds requests and answers to a document of the API: status, type, and every field. */
public final class ApiContract {
  static final Path FILE = Path.of("../docs/openapi.json");

  /** Read once, also by those who ask many things. */
  private static final class Committed {
    private static final ApiContract INSTANCE = read();

    private static ApiContract read() {
      try {
        return of(Files.readString(FILE));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  private ApiContract(JsonNode document) {
    this.document = document;
    document
        .path("paths")
        .forEachEntry(
            (pattern, methods) ->
                methods.forEachEntry(
                    (method, said) ->
                        operations.add(
                            new Operation(method.toUpperCase(Locale.ROOT), pattern, said))));
    // Of two that are at an address, the one that names more of it is meant.
    operations.sort(Comparator.comparingInt(one -> one.pattern().split("\\{", -1).length));
  }

  /** As it is committed, and served by every platform of this build. */
  public static ApiContract committed() {
    return Committed.INSTANCE;
  }

  /** By the text of a document. */
  public static ApiContract of(String text) {
    return new ApiContract(ApiDocument.JSON.readTree(text));
  }

  /** All that may be asked. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** The operation at an address, if there is one. */
  public Optional<Operation> find(String method, String address) {
    return operations.stream().filter(one -> one.isAt(method, address)).findFirst();
  }

  /**
   * Fails unless the document has foreseen the answer. What it does not have must be refused.
   *
   * @param address such as {@code /api/orders/order-…?x=y}
   */
  public void check(String method, String address, int status, String type, String body) {
    var said = method + " " + address + " answered " + status + " " + type + " " + body;
    var operation = find(method, address);
    if (operation.isEmpty()) {
      assertThat(status).as("undocumented: " + said).isGreaterThan(399);
      return;
    }
    var answer = operation.get().said().path("responses").path("" + status);
    assertThat(answer.isMissingNode()).as("undocumented status: " + said).isFalse();
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

  /** The answer, if it is at an address of the API one that the document has foreseen. */
  public HttpResponse<String> checked(String method, String address, HttpResponse<String> answer) {
    if (address.startsWith("/api/")) {
      var type = answer.headers().firstValue("Content-Type").orElse("");
      check(method, address, answer.statusCode(), type, answer.body());
    }
    return answer;
  }

  /** Whether the document forbids such a value; text that is no JSON is not for it to say. */
  public boolean forbids(JsonNode schema, String json) {
    try {
      return !schema.isMissingNode() && !schema(schema).validate(json, InputFormat.JSON).isEmpty();
    } catch (RuntimeException _) {
      return false;
    }
  }

  /** What a reference leads to; any other schema as it is. */
  public JsonNode resolve(JsonNode schema) {
    return schema.has("$ref")
        ? resolve(document.at(schema.path("$ref").asString().substring(1)))
        : schema;
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
