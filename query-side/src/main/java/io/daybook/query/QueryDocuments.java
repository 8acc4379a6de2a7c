package io.daybook.query;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Queries that were parsed and validated, the latest used ones. Both depend on the text and the
 * schema alone, so a program that sends the same text with other variables pays for them once. What
 * a query may cost depends on its variables, and is looked at each time. A text with an error is
 * not kept.
 */
@Component
final class QueryDocuments implements PreparsedDocumentProvider {
  /** Of all texts together. A parsed query takes some hundred bytes for each of its characters. */
  static final int MAX_CHARACTERS = 100_000;

  private final Map<String, PreparsedDocumentEntry> byText = new LinkedHashMap<>(64, 0.75f, true);
  private int characters;

  @Override
  public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
    var text = input.getQuery();
    var document = get(text);
    if (document == null) {
      document = parseAndValidate.apply(input);
      if (!document.hasErrors()) {
        put(text, document);
      }
    }
    return CompletableFuture.completedFuture(document);
  }

  private synchronized @Nullable PreparsedDocumentEntry get(String text) {
    return byText.get(text);
  }

  private synchronized void put(String text, PreparsedDocumentEntry document) {
    if (text.length() > MAX_CHARACTERS || byText.put(text, document) != null) {
      return;
    }
    characters += text.length();
    var eldest = byText.keySet().iterator();
    while (characters > MAX_CHARACTERS) {
      characters -= eldest.next().length();
      eldest.remove();
    }
  }
}
