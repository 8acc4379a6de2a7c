package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;

/** With a list only what is on it is answered, to the last character. */
class AllowedDocumentsTest {
  private static final String QUERY = "{order(id: \"order-1\") {status}}";

  @TempDir Path directory;

  @Test
  void without_a_list_every_document_is_answered() {
    assertThat(isAnswered(new AllowedDocuments(new GraphQlProperties(null, null)), QUERY)).isTrue();
  }

  @Test
  void a_file_of_hashes_lets_in_those_documents_and_no_other() throws IOException {
    var hash = AllowedDocuments.hashOf(QUERY);
    var file = directory.resolve("list");
    Files.writeString(file, "# ours\n\n" + hash.toUpperCase(Locale.ROOT) + "  order.graphql\n");
    var list = new AllowedDocuments(new GraphQlProperties(null, file));
    assertThat(isAnswered(list, QUERY)).isTrue();
    assertThat(isAnswered(list, "\n" + QUERY + "\n")).isTrue();
    assertThat(isAnswered(list, QUERY.replace("status", "status customerId"))).isFalse();
    assertThat(isAnswered(list, QUERY.replace("{order", "{ order"))).isFalse();
  }

  @Test
  void a_directory_lets_in_the_documents_that_are_in_it() throws IOException {
    Files.writeString(directory.resolve("order.graphql"), QUERY + "\n");
    Files.writeString(directory.resolve("notes.txt"), "{products {edges {cursor}}}");
    var list = new AllowedDocuments(new GraphQlProperties(null, directory));
    assertThat(isAnswered(list, QUERY)).isTrue();
    assertThat(isAnswered(list, "{products {edges {cursor}}}")).isFalse();
  }

  @Test
  void a_list_that_cannot_be_one_stops_the_start() throws IOException {
    var file = directory.resolve("list");
    Files.writeString(file, "nonsense\n");
    assertThatThrownBy(() -> new AllowedDocuments(new GraphQlProperties(null, file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nonsense");
  }

  private static boolean isAnswered(AllowedDocuments list, String query) {
    var request =
        new WebGraphQlRequest(
            URI.create("http://localhost/graphql"),
            new HttpHeaders(),
            new LinkedMultiValueMap<>(),
            null,
            Map.of(),
            Map.of("query", query),
            "1",
            Locale.ROOT);
    var went = new boolean[1];
    WebGraphQlInterceptor.Chain chain =
        _ -> {
          went[0] = true;
          return Mono.empty();
        };
    var answer = list.intercept(request, chain).blockOptional();
    answer.ifPresent(
        refused ->
            assertThat(refused.getErrors().getFirst().getExtensions())
                .containsEntry("code", "NOT_ALLOWED"));
    return went[0];
  }
}
