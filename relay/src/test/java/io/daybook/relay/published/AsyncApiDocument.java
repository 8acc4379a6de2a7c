package io.daybook.relay.published;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document that the words, and nothing else, make. */
final class AsyncApiDocument {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final WordsInSource words;
  private final ObjectNode document = JSON.createObjectNode();

  private AsyncApiDocument(WordsInSource words) {
    this.words = words;
  }

  static ObjectNode make() throws IOException {
    var made = new AsyncApiDocument(WordsInSource.read());
    made.head();
    made.channels();
    made.components();
    return made.document;
  }

  private void head() {
    document.put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Daybook's integration events")
        .put("version", "1")
        .put(
            "description",
            "What has happened in the shop, told to Kafka and to webhooks in the same bytes: CloudEvents 1.0 in structured JSON mode. At least once, with ids that stay the same; what has one subject comes in its order. Fields may be added to a message; whoever reads ignores what it does not know. Everything else is another version of its type.");
    document.put("defaultContentType", "application/cloudevents+json");
  }

  private void channels() {
    var channels = document.putObject("channels");
    var operations = document.putObject("operations");
    for (var type : types().values()) {
      var feature = type.feature();
      if (!channels.has(feature)) {
        channels
            .putObject(feature)
            .put("address", "daybook." + feature)
            .put(
                "description",
                "The topic of Kafka, unless another prefix is set; a message's key is its subject.")
            .putObject("messages");
        var operation = operations.putObject("tell-" + feature).put("action", "send");
        operation.putObject("channel").put("$ref", "#/channels/" + feature);
      }
      channels
          .withObject("/" + feature)
          .withObject("messages")
          .putObject(type.name())
          .put("$ref", "#/components/messages/" + type.name());
    }
  }

  private static TreeMap<String, MessageType> types() {
    var types = new TreeMap<String, MessageType>();
    MessageType.all().forEach(type -> types.put(type.name(), type));
    return types;
  }

  private void components() {
    var components = document.putObject("components");
    var messages = new TreeMap<String, ObjectNode>();
    MessageType.records()
        .forEach(record -> messages.put(MessageType.of(record).name(), message(record)));
    var all = components.putObject("messages");
    messages.forEach(all::set);
    var schemas = components.putObject("schemas");
    schemas.set("CloudEvent", envelope());
    schemas.set(
        "Money",
        JSON.readTree(
            """
            {"type": "object", "required": ["amount", "currency"], "properties": {
              "amount": {"type": "string", "pattern": "^-?[0-9]+(\\\\.[0-9]+)?$",
                         "description": "Exact decimal text, never a number."},
              "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}}}
            """));
  }

  private ObjectNode message(Class<?> record) {
    var type = MessageType.of(record);
    var message =
        JSON.createObjectNode()
            .put("name", type.name())
            .put("summary", words.summary(type))
            .put("contentType", "application/cloudevents+json");
    var payload = message.putObject("payload");
    payload.putArray("allOf").addObject().put("$ref", "#/components/schemas/CloudEvent");
    payload.put("type", "object");
    var properties = payload.putObject("properties");
    properties.putObject("type").put("const", type.name());
    properties.set("data", MessageSchemas.data(record, type, words));
    var example = WordsForTests.messages().get(type.name());
    if (example != null) {
      var json = new String(example.json(), StandardCharsets.UTF_8);
      message.putArray("examples").addObject().set("payload", JSON.readTree(json));
    }
    return message;
  }

  private static ObjectNode envelope() {
    return (ObjectNode)
        JSON.readTree(
            """
            {"type": "object",
             "required": ["specversion", "id", "source", "type", "subject", "time",
                          "datacontenttype", "partitionkey", "position", "data"],
             "properties": {
              "specversion": {"const": "1.0"},
              "id": {"type": "string",
                     "description": "The same each time that a message comes: keep the ids of what you have done."},
              "source": {"const": "/daybook"},
              "type": {"type": "string"},
              "subject": {"type": "string", "description": "The order, SKU or customer."},
              "time": {"type": "string", "format": "date-time",
                       "description": "When it was recorded, to the microsecond."},
              "datacontenttype": {"const": "application/json"},
              "partitionkey": {"type": "string", "description": "The subject: Kafka's key."},
              "position": {"type": "string", "pattern": "^[0-9]+$",
                           "description": "Place in the log, a number as text: earlier ones happened earlier. Not all are told."},
              "correlationid": {"type": "string", "description": "What started it all."},
              "causationid": {"type": "string", "description": "What it follows from directly."},
              "data": {"type": "object"}}}
            """);
  }
}
