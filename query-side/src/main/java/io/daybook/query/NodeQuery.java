package io.daybook.query;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Anything that has an id of its own (Relay's Global Object Identification). */
@Controller
class NodeQuery {
  private final List<NodeSource> sources;

  NodeQuery(List<NodeSource> sources) {
    this.sources = sources;
  }

  @QueryMapping
  @Nullable Object node(@Argument String id, DataFetchingEnvironment environment) {
    for (var source : sources) {
      if (id.startsWith(source.prefix())) {
        return source.find(id.substring(source.prefix().length()), environment);
      }
    }
    throw new BadQuery("id", "an id begins with what it is of, such as order- or product-");
  }
}
