package io.daybook.query;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.ValuesResolver;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import io.daybook.schema.operation.DataLookedAt;
import io.daybook.schema.operation.Look;
import io.daybook.schema.operation.LookArgument;
import io.daybook.web.access.Acts;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notes what somebody asks for who may do so as an auditor only: one event for each request, before
 * anything of it is answered. What cannot be noted is not answered. Who is no auditor is asked for
 * his roles and nothing else.
 */
@Component
final class AuditorsQueries extends SimplePerformantInstrumentation {
  private static final Logger log = LoggerFactory.getLogger(AuditorsQueries.class);

  private final Acts acts;

  AuditorsQueries(Acts acts) {
    this.acts = acts;
  }

  @Override
  public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
    var query = parameters.getExecutionContext();
    Caller caller = query.getGraphQLContext().get(FieldAccess.CALLER);
    if (caller != null && caller.isAny(Role.AUDITOR)) {
      var looks = looks(query, caller);
      if (!looks.isEmpty()) {
        note(caller, looks);
      }
    }
    return SimpleInstrumentationContext.noOp();
  }

  private void note(Caller caller, List<Look> looks) {
    try {
      acts.record(caller, id -> new DataLookedAt(id, looks));
    } catch (RuntimeException away) {
      log.warn("What an auditor asks for could not be noted", away);
      throw new AbortExecutionException(
          QueryLimits.error("UNAVAILABLE", "the log cannot be reached; ask again later"));
    }
  }

  private static List<Look> looks(ExecutionContext query, Caller caller) {
    var operation = query.getOperationDefinition();
    var schema = query.getGraphQLSchema();
    var root =
        QueryCost.isSubscription(operation)
            ? Objects.requireNonNull(schema.getSubscriptionType())
            : schema.getQueryType();
    var fields = new ArrayList<Field>();
    collect(query, operation.getSelectionSet(), new HashSet<>(), fields);
    return fields.stream()
        .filter(field -> asksAsAuditor(caller, field, root, schema))
        .map(field -> look(query, field, root))
        .toList();
  }

  /** Whatever its variables skip: a look at most of what the text names. */
  private static void collect(
      ExecutionContext query, SelectionSet selected, Set<String> fragments, List<Field> fields) {
    for (Selection<?> selection : selected.getSelections()) {
      switch (selection) {
        case Field field when !field.getName().startsWith("__") -> fields.add(field);
        case InlineFragment part -> collect(query, part.getSelectionSet(), fragments, fields);
        case FragmentSpread spread when fragments.add(spread.getName()) -> {
          var fragment = query.getFragmentsByName().get(spread.getName());
          if (fragment != null) {
            collect(query, fragment.getSelectionSet(), fragments, fields);
          }
        }
        default -> {} // of the schema, or seen before
      }
    }
  }

  /** Whether no other role of the caller allows it: a customer's allows own orders only. */
  private static boolean asksAsAuditor(
      Caller caller, Field field, GraphQLObjectType root, GraphQLSchema schema) {
    var definition = Objects.requireNonNull(root.getFieldDefinition(field.getName()));
    return FieldAccess.rolesOf(root, definition, schema).stream()
        .flatMap(Set::stream)
        .filter(role -> role != Role.AUDITOR && role != Role.CUSTOMER)
        .noneMatch(caller::isAny);
  }

  private static Look look(ExecutionContext query, Field field, GraphQLObjectType root) {
    var definition = Objects.requireNonNull(root.getFieldDefinition(field.getName()));
    var values =
        ValuesResolver.getArgumentValues(
            query.getGraphQLSchema().getCodeRegistry(),
            definition.getArguments(),
            field.getArguments(),
            query.getCoercedVariables(),
            query.getGraphQLContext(),
            query.getLocale());
    return new Look(
        field.getName(),
        values.entrySet().stream()
            .filter(one -> one.getValue() != null)
            .map(one -> LookArgument.of(one.getKey(), one.getValue()))
            .toList());
  }
}
