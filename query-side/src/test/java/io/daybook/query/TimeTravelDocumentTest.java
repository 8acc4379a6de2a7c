package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an auditor copies from the page about time travel can be asked. */
class TimeTravelDocumentTest {
  private static final Pattern QUERY = Pattern.compile("```graphql\\n(.*?)```", Pattern.DOTALL);

  @Test
  void every_query_of_the_page_is_one_of_the_schema() throws IOException {
    var schema = SchemaForTests.schema(Map.of());
    var page = Files.readString(Path.of("../docs/time-travel.md"));
    var queries = QUERY.matcher(page).results().map(match -> match.group(1)).toList();
    assertThat(queries).hasSizeGreaterThan(10);
    for (var query : queries) {
      var result =
          ParseAndValidate.parseAndValidate(
              schema, ExecutionInput.newExecutionInput(query).build());
      assertThat(result.getErrors()).as(query).isEmpty();
    }
  }
}
