package io.daybook.query;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code daybook.graphql.*}: what is asked over GraphQL, and how lists are paged.
 *
 * @param cursorSecret by which cursors are sealed; without it one that follows from the database.
 *     Processes that answer the same callers have the same
 * @param allowList a file with the SHA-256 of a document in each line, or a directory of documents
 *     ({@code *.graphql}); then no other document is answered. Without it all are
 */
@ConfigurationProperties("daybook.graphql")
record GraphQlProperties(@Nullable String cursorSecret, @Nullable Path allowList) {

  GraphQlProperties {
    if (cursorSecret != null && cursorSecret.length() < 16) {
      throw new IllegalArgumentException("daybook.graphql.cursor-secret: at least 16 characters");
    }
  }

  /** It is nobody's to read. */
  @Override
  public String toString() {
    return "GraphQlProperties[allowList=" + allowList + "]";
  }
}
