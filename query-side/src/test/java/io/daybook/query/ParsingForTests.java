package io.daybook.query;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Writes down which texts are parsed. */
final class ParsingForTests implements PreparsedDocumentProvider {
  private final PreparsedDocumentProvider documents;
  private final List<String> parsed = new ArrayList<>();

  ParsingForTests(PreparsedDocumentProvider documents) {
    this.documents = documents;
  }

  List<String> parsed() {
    return parsed;
  }

  @Override
  public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
    return documents.getDocumentAsync(
        input,
        each -> {
          parsed.add(each.getQuery());
          return parseAndValidate.apply(each);
        });
  }
}
