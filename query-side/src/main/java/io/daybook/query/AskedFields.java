package io.daybook.query;

import graphql.execution.ExecutionContext;
import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that the text of a query names, whatever its variables skip. A fragment is read once,
 * however often it is used.
 */
final class AskedFields {
  private final ExecutionContext query;
  private final GraphQLSchema schema;
  private final Set<String> fragments = new HashSet<>();
  private final List<Asked> asked = new ArrayList<>();

  private AskedFields(ExecutionContext query) {
    this.query = query;
    this.schema = query.getGraphQLSchema();
  }

  /**
   * A field of a type.
   *
   * @param isRoot whether it is one of those that the query begins with
   */
  record Asked(
      GraphQLFieldsContainer parent,
      Field field,
      GraphQLFieldDefinition definition,
      boolean isRoot) {}

  static List<Asked> of(ExecutionContext query) {
    var fields = new AskedFields(query);
    var operation = query.getOperationDefinition();
    var subscribed = fields.schema.getSubscriptionType();
    var root =
        subscribed != null && QueryCost.isSubscription(operation)
            ? subscribed
            : fields.schema.getQueryType();
    fields.read(operation.getSelectionSet(), root, true);
    return fields.asked;
  }

  private void read(@Nullable SelectionSet selected, GraphQLCompositeType type, boolean isRoot) {
    if (selected == null) {
      return;
    }
    for (var selection : selected.getSelections()) {
      switch (selection) {
        case Field field -> read(field, type, isRoot);
        case InlineFragment part ->
            read(part.getSelectionSet(), type(part.getTypeCondition(), type), isRoot);
        case FragmentSpread spread -> read(spread, type, isRoot);
        default -> throw new IllegalStateException("not a selection: " + selection);
      }
    }
  }

  private void read(FragmentSpread spread, GraphQLCompositeType type, boolean isRoot) {
    var fragment = query.getFragmentsByName().get(spread.getName());
    if (fragment != null && fragments.add(spread.getName())) {
      read(fragment.getSelectionSet(), type(fragment.getTypeCondition(), type), isRoot);
    }
  }

  private void read(Field field, GraphQLCompositeType parent, boolean isRoot) {
    if (field.getName().startsWith("__")) {
      return; // the schema is everybody's to know
    }
    var definition = Introspection.getFieldDef(schema, parent, field.getName());
    if (parent instanceof GraphQLFieldsContainer container) {
      asked.add(new Asked(container, field, definition, isRoot));
    }
    if (parent instanceof GraphQLInterfaceType several) {
      for (var type : schema.getImplementations(several)) {
        asked.add(new Asked(type, field, type.getFieldDefinition(field.getName()), isRoot));
      }
    }
    if (GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType type) {
      read(field.getSelectionSet(), type, false);
    }
  }

  private GraphQLCompositeType type(@Nullable TypeName condition, GraphQLCompositeType otherwise) {
    return condition != null
            && schema.getType(condition.getName()) instanceof GraphQLCompositeType type
        ? type
        : otherwise;
  }
}
