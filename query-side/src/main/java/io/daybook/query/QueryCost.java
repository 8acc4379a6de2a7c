package io.daybook.query;

import static java.util.Map.entry;

import graphql.execution.ExecutionContext;
import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query costs, before anything of it is done: a field costs its weight, and what is below it
 * as often as there may be of it. So a page of {@code first} rows costs {@code first} times what
 * one row does, and any other list counts as {@value #LIST}.
 *
 * <p>It reads the query as it is written, each fragment wherever it is used, and stops after
 * {@value #MAX_READ} fields: fragments that double at each level would else be read for ever, also
 * by GraphQL Java itself.
 */
final class QueryCost {
  /** GraphiQL's query for its documentation has 400. */
  private static final int MAX_READ = 2_000;

  private static final int LIST = 10;
  private static final int MAX_ROWS = 100;

  /** Those that read more than they answer. */
  private static final Map<String, Integer> WEIGHTS =
      Map.ofEntries(
          entry("shopTotals", 500),
          entry("shopAt", 500),
          entry("fulfilmentStatistics", 2_000),
          entry("stepTimes", 500),
          entry("orderStatuses", 2_000),
          entry("sales", 100),
          entry("funnel", 500),
          entry("reasons", 500),
          entry("causalTree", 500),
          entry("orderDiff", 100),
          entry("order", 50),
          entry("timeline", 10),
          entry("lines", 2),
          entry("origin", 2),
          entry("payload", 2));

  private final ExecutionContext query;
  private int read;
  private int roots;
  private int depth;

  private QueryCost(ExecutionContext query) {
    this.query = query;
  }

  /**
   * What was found out about a query.
   *
   * @param roots fields at its root, aliases counted
   * @param depth how deep fields are nested, but for introspection
   * @param points what it costs, but for introspection
   * @param isWhole false when it was too long to be read to its end; then there is more of it
   */
  record Bill(int roots, int depth, long points, boolean isWhole) {}

  static Bill of(ExecutionContext query) {
    var cost = new QueryCost(query);
    var schema = query.getGraphQLSchema();
    var subscribed = schema.getSubscriptionType();
    var root =
        subscribed != null && isSubscription(query.getOperationDefinition())
            ? subscribed
            : schema.getQueryType();
    var points = cost.of(query.getOperationDefinition().getSelectionSet(), root, 1);
    return new Bill(cost.roots, cost.depth, points, cost.read <= MAX_READ);
  }

  /** What is pushed is answered by one execution after the other, for as long as it goes on. */
  static boolean isSubscription(OperationDefinition operation) {
    return operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION;
  }

  private long of(@Nullable SelectionSet selected, GraphQLCompositeType type, int level) {
    long points = 0;
    if (selected == null) {
      return points;
    }
    for (Selection<?> selection : selected.getSelections()) {
      read++;
      if (read > MAX_READ) {
        return points;
      }
      points +=
          switch (selection) {
            case Field field -> of(field, type, level);
            case InlineFragment part ->
                of(part.getSelectionSet(), type(part.getTypeCondition(), type), level);
            case FragmentSpread spread -> of(spread, type, level);
            default -> throw new IllegalStateException("not a selection: " + selection);
          };
    }
    return points;
  }

  private long of(FragmentSpread spread, GraphQLCompositeType type, int level) {
    var fragment = query.getFragmentsByName().get(spread.getName());
    return fragment == null
        ? 0
        : of(fragment.getSelectionSet(), type(fragment.getTypeCondition(), type), level);
  }

  private long of(Field field, GraphQLCompositeType parent, int level) {
    var definition = Introspection.getFieldDef(query.getGraphQLSchema(), parent, field.getName());
    if (level == 1) {
      roots++;
    }
    var isIntrospection = field.getName().startsWith("__");
    var depthBefore = Math.max(depth, level);
    long below =
        GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType type
            ? of(field.getSelectionSet(), type, level + 1)
            : 0;
    if (isIntrospection) {
      depth = depthBefore; // GraphQL Java has limits of its own for it
      return 1;
    }
    depth = Math.max(depth, level);
    var name = level == 1 && field.getName().equals("node") ? "order" : field.getName();
    return WEIGHTS.getOrDefault(name, 1) + rows(field, definition) * below;
  }

  /** The edges of a page are as many as its {@code first} or {@code last} says. */
  private int rows(Field field, GraphQLFieldDefinition definition) {
    var last = definition.getArgument("last");
    if (last != null && isGiven(field, "last")) {
      return Math.clamp(value(field, last), 1, MAX_ROWS);
    }
    var first = definition.getArgument("first");
    if (first != null) {
      return Math.clamp(value(field, first), 1, MAX_ROWS);
    }
    var isList = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
    return isList && !field.getName().equals("edges") ? LIST : 1;
  }

  private static boolean isGiven(Field field, String argument) {
    return field.getArguments().stream().anyMatch(given -> given.getName().equals(argument));
  }

  private int value(Field field, GraphQLArgument argument) {
    for (var given : field.getArguments()) {
      if (given.getName().equals(argument.getName())) {
        return switch (given.getValue()) {
          case IntValue number -> number.getValue().min(BigInteger.valueOf(MAX_ROWS)).intValue();
          case VariableReference variable
              when query.getCoercedVariables().get(variable.getName()) instanceof Integer number ->
              number;
          default -> MAX_ROWS;
        };
      }
    }
    return GraphQLArgument.getArgumentDefaultValue(argument) instanceof Integer number
        ? number
        : MAX_ROWS;
  }

  private GraphQLCompositeType type(@Nullable TypeName condition, GraphQLCompositeType otherwise) {
    return condition != null
            && query.getGraphQLSchema().getType(condition.getName())
                instanceof GraphQLCompositeType type
        ? type
        : otherwise;
  }
}
