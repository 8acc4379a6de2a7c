package io.daybook.query;

import graphql.language.Argument;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Reads which page of a list is wanted: {@code first} and {@code after}, or {@code last} and {@code
 * before}.
 */
@Component
@EnableConfigurationProperties(GraphQlProperties.class)
public final class Pages {
  private static final int MAX = 100;

  private final Cursors cursors;

  Pages(GraphQlProperties properties, CursorTable table) {
    var configured = properties.cursorSecret();
    this.cursors =
        new Cursors(
            configured == null ? table::secret : () -> configured.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The page that a field asks for.
   *
   * @throws BadQuery when it is too large, asked for both ways, or its cursor is not of this list
   */
  public Paging of(DataFetchingEnvironment field) {
    Integer last = field.getArgument("last");
    String before = field.getArgument("before");
    String after = field.getArgument("after");
    var backward = last != null || before != null;
    if (backward && (after != null || isGiven(field, "first"))) {
      throw new BadQuery("last", "ask for first and after, or for last and before");
    }
    Integer first = field.getArgument("first");
    var wanted = last != null ? last : first == null ? MAX : first;
    if (wanted < 1 || wanted > MAX) {
      var name = last != null ? "last" : "first";
      throw new BadQuery(name, name + " must be 1 to " + MAX);
    }
    var list =
        (field.getParentType() instanceof GraphQLNamedType parent ? parent.getName() : "")
            + "."
            + field.getFieldDefinition().getName();
    var cursor = backward ? before : after;
    var key = cursor == null ? null : cursors.read(backward ? "before" : "after", list, cursor);
    return new Paging(cursors, list, wanted, backward, key);
  }

  /** It has a value in any case, where the schema gives it one. */
  private static boolean isGiven(DataFetchingEnvironment field, String argument) {
    return field.getField().getArguments().stream()
        .map(Argument::getName)
        .anyMatch(argument::equals);
  }
}
