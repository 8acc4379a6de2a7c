package io.daybook.query;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** Finds things of one kind by the ids that the schema's {@code Node} gives them. */
public interface NodeSource {

  /** What the ids of this kind begin with. */
  String prefix();

  /**
   * The thing of an id, as its own field of {@code Query} would answer it.
   *
   * @param rest of the id, after the prefix
   */
  @Nullable Object find(String rest, DataFetchingEnvironment environment);
}
