package io.daybook.app.contract;

import io.daybook.app.access.AccessTable;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document of the API: what springdoc reads in the code, and what is said beside it. */
final class ApiDocument {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private static final Map<String, String> GROUPS =
      Map.of(
          "orders", "Orders, their parcels and returns.",
          "catalogue", "Products and prices.",
          "stock", "What the warehouse has.",
          "operations", "Fulfilments, read models, processors, reconciliations and the log.",
          "privacy", "What is known of customers: handed out, and erased.",
          "webhooks", "Who outside is told what happens, and what came of it.");

  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("200", "As asked for."),
          Map.entry("201", "Done; Location is where it is."),
          Map.entry("202", "Taken in; Location is where to look what becomes of it."),
          Map.entry("204", "Done."),
          Map.entry("304", "It is as the caller knows it."),
          Map.entry("400", "The request breaks a rule of its form."),
          Map.entry("401", "There is no token, or none that is valid."),
          Map.entry("403", "None of the caller's roles may do this."),
          Map.entry("404", "There is no such thing, or none for this caller."),
          Map.entry("408", "The body has not come in time."),
          Map.entry("409", "The state of things does not allow it."),
          Map.entry("412", "It is at another version than If-Match asks for."),
          Map.entry("413", "The body is too large."),
          Map.entry("415", "The body is not JSON."),
          Map.entry("422", "The request breaks a rule of the domain."),
          Map.entry("429", "The caller has had his share."),
          Map.entry("503", "Something that is needed is away or busy."));

  /**
   * What is said of an operation beside the code.
   *
   * @param condition {@code if-match}, {@code if-none-match}, or empty
   */
  record Said(String group, String summary, List<String> statuses, String condition) {}

  private ApiDocument() {}

  static Map<String, Said> operations() throws IOException {
    var said = new LinkedHashMap<String, Said>();
    for (var line : resource("operations.txt").lines().toList()) {
      if (!line.startsWith("#") && !line.isBlank()) {
        var parts = line.split("\\|", -1);
        var statuses = Arrays.asList(parts[3].strip().split(" "));
        said.put(
            parts[1].strip(),
            new Said(parts[0].strip(), parts[2].strip(), statuses, parts[4].strip()));
      }
    }
    return said;
  }

  static JsonNode examples() throws IOException {
    return JSON.readTree(resource("examples.json"));
  }

  /** Makes the document of what springdoc says. */
  static String of(String springdoc) throws IOException {
    var document = (ObjectNode) JSON.readTree(springdoc);
    document.remove("servers");
    var info = document.putObject("info");
    info.put("title", "Daybook");
    info.put("version", "1");
    info.put(
        "description",
        "Commands and operations of the order platform; questions are asked over GraphQL. Refusals"
            + " are problem documents (RFC 9457) whose type is a page of this server. Versions and"
            + " lists: docs/api.md.");
    var tags = document.putArray("tags");
    List.of("orders", "catalogue", "stock", "operations", "privacy", "webhooks")
        .forEach(tag -> tags.addObject().put("name", tag).put("description", GROUPS.get(tag)));
    var schemas = (ObjectNode) document.path("components").path("schemas");
    RecordSchemas.complete(schemas);
    schemas.set("Problem", problem());
    var said = operations();
    var examples = examples();
    var parameters = JSON.readTree(resource("parameters.json"));
    document
        .path("paths")
        .forEachEntry(
            (path, methods) ->
                methods.forEachEntry(
                    (method, operation) -> {
                      var name = method.toUpperCase(Locale.ROOT) + " " + path;
                      var of = Objects.requireNonNull(said.get(name), name + " is not in the list");
                      ApiRequests.parameters((ObjectNode) operation, path, parameters);
                      complete((ObjectNode) operation, name, of, examples);
                    }));
    bulk(document, "/api/products/bulk", schemas.get("ProductControllerNewProduct"));
    var sku = schemas.at("/ProductControllerNewProduct/properties/sku");
    var receipt = ApiRequests.receiptLine(schemas.get("StockControllerReceipt"), sku);
    bulk(document, "/api/stock/receipts/bulk", receipt);
    var sorted = JSON.treeToValue(document, Object.class);
    return JSON.writeValueAsString(sorted) + "\n";
  }

  private static void bulk(ObjectNode document, String path, JsonNode line) {
    var operation = (ObjectNode) document.path("paths").path(path).path("post");
    ApiRequests.lines(operation, document.at("/components/schemas/BulkRequest"), line);
  }

  private static void complete(ObjectNode operation, String name, Said said, JsonNode examples) {
    operation.putArray("tags").add(said.group());
    operation.put("summary", said.summary());
    var letIn = AccessTable.of("HTTP").get(name);
    if (letIn != null) {
      var roles = operation.putArray("x-roles");
      letIn.stream().sorted().map(Role::scope).forEach(roles::add);
    }
    operation.put(
        "operationId",
        name.replaceAll("[^A-Za-z]+", " ").strip().replace("api ", "").replace(' ', '-'));
    if (!said.condition().isEmpty()) {
      var parameters =
          operation.has("parameters")
              ? operation.withArray("parameters")
              : operation.putArray("parameters");
      var match = said.condition().equals("if-match");
      parameters
          .addObject()
          .put("name", match ? "If-Match" : "If-None-Match")
          .put("in", "header")
          .put("required", false)
          .put(
              "description",
              match
                  ? "The version of the thing, as its entity tags say it, or *."
                  : "The entity tag that the caller has.")
          .putObject("schema")
          .put("type", "string");
    }
    var body = operation.path("requestBody").path("content").path("application/json");
    if (body instanceof ObjectNode json) {
      if (json.path("schema").path("type").asString("").equals("string")) {
        json.putObject("schema").put("type", "object"); // it is read by the provider's library
      }
      var named = json.putObject("examples");
      StreamSupport.stream(examples.spliterator(), false)
          .filter(one -> one.path("operation").asString().equals(name) && one.has("body"))
          .forEach(
              one -> named.putObject(one.path("name").asString()).set("value", one.path("body")));
    }
    answers(operation, name, said);
  }

  private static void answers(ObjectNode operation, String name, Said said) {
    var found = operation.path("responses");
    var success = StreamSupport.stream(found.spliterator(), false).findFirst().orElseThrow();
    var content = success.path("content");
    var answers = operation.putObject("responses");
    for (var status : statuses(operation, name, said)) {
      var answer = answers.putObject(status).put("description", MEANINGS.get(status));
      if (status.startsWith("2") && !content.isMissingNode() && !status.equals("204")) {
        var schema = content.iterator().next().path("schema");
        answer.putObject("content").putObject("application/json").set("schema", schema);
      } else if (status.charAt(0) >= '4') {
        answer
            .putObject("content")
            .putObject("application/problem+json")
            .putObject("schema")
            .put("$ref", "#/components/schemas/Problem");
      }
      if (List.of("201", "202").contains(status)) {
        answer.putObject("headers").putObject("Location").putObject("schema").put("type", "string");
      }
    }
  }

  private static List<String> statuses(ObjectNode operation, String name, Said said) {
    var all = said.statuses().stream().collect(Collectors.toCollection(java.util.TreeSet::new));
    all.addAll(List.of("400", "401", "403", "429", "503"));
    if (name.contains("{")) {
      all.add("404");
    }
    if (operation.has("requestBody")) {
      all.addAll(List.of("408", "413", "415"));
    }
    if (said.condition().equals("if-match")) {
      all.add("412");
    }
    return List.copyOf(all);
  }

  private static ObjectNode problem() {
    return (ObjectNode)
        JSON.readTree(
            """
            {"type": "object", "required": ["type", "title", "status", "traceId"],
             "properties": {
               "type": {"type": "string", "format": "uri-reference", "pattern": "^/problems/[a-z-]+$"},
               "title": {"type": "string"},
               "status": {"type": "integer", "minimum": 400, "maximum": 599},
               "detail": {"type": "string"},
               "instance": {"type": "string"},
               "traceId": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
               "rule": {"type": "string"},
               "state": {"type": "string"},
               "version": {"type": "integer"},
               "errors": {"type": "array", "items": {"type": "object", "required": ["field", "rule", "message"],
                 "properties": {"field": {"type": "string"}, "pointer": {"type": "string", "pattern": "^#"},
                                "rule": {"type": "string"}, "message": {"type": "string"}}}}}}
            """);
  }

  private static String resource(String name) throws IOException {
    try (var file = ApiDocument.class.getResourceAsStream("/openapi/" + name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
