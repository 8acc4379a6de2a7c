package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.idl.SchemaPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The committed schema is the one that answers. A change writes it with {@code
 * -Ddaybook.approve=true}, to be reviewed and committed.
 */
class SchemaDocumentTest {
  private static final Path FILE = Path.of("../docs/schema.graphql");

  @Test
  void the_committed_schema_is_the_one_that_answers() throws IOException {
    var options =
        SchemaPrinter.Options.defaultOptions()
            .includeScalarTypes(true)
            .includeDirectiveDefinitions(false);
    var schema = new SchemaPrinter(options).print(SchemaForTests.schema(Map.of()));
    if (Boolean.getBoolean("daybook.approve")) {
      Files.writeString(FILE, schema);
    }
    assertThat(schema).isEqualTo(Files.readString(FILE));
  }
}
