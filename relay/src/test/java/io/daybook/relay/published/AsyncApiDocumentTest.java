package io.daybook.relay.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code docs/asyncapi.json} says of every message what the code makes of it, and no more. */
class AsyncApiDocumentTest {
  private static final Path FILE = Path.of("../docs/asyncapi.json");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Test
  void the_document_says_what_the_words_say() throws IOException {
    var made = JSON.writeValueAsString(AsyncApiDocument.make()) + "\n";
    if (Boolean.getBoolean("daybook.approve")) {
      Files.writeString(FILE, made);
    }
    assertThat(Files.readString(FILE)).isEqualTo(made);
  }

  @Test
  void every_message_is_in_it_and_every_field_of_a_message_has_a_schema() throws IOException {
    var messages = JSON.readTree(FILE.toFile()).path("components").path("messages");
    assertThat(new TreeSet<>(messages.propertyNames()))
        .isEqualTo(new TreeSet<>(WordsForTests.messages().keySet()));
    for (var message : WordsForTests.messages().values()) {
      var said = messages.path(message.type().name()).path("payload").path("properties");
      var told = JSON.readTree(message.json());
      assertThat(said.path("data").path("properties").propertyNames())
          .containsExactlyElementsOf(told.path("data").propertyNames());
    }
  }

  /** Texts of the samples have no form, so the patterns of ids are left out. */
  @Test
  void every_sample_is_as_the_document_says() throws IOException {
    var document = JSON.readTree(FILE.toFile());
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (var message : WordsForTests.messages().values()) {
      var schema =
          (ObjectNode)
              document
                  .path("components")
                  .path("messages")
                  .path(message.type().name())
                  .path("payload")
                  .deepCopy();
      schema.set("components", document.path("components").deepCopy());
      withoutPatterns(schema);
      assertThat(registry.getSchema(schema).validate(WordsForTests.json(message), InputFormat.JSON))
          .as(message.type().name())
          .isEmpty();
    }
  }

  private static void withoutPatterns(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.path("pattern").isString()) {
      object.remove("pattern");
    }
    schema.forEach(AsyncApiDocumentTest::withoutPatterns);
  }
}
