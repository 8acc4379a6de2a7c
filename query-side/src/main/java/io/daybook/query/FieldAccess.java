package io.daybook.query;

import graphql.ErrorClassification;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Callers;
import io.daybook.web.access.Role;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Refuses a query with a field that its caller may not ask for, before any of it is done. The
 * schema says by {@code @allowed} who may; a query or subscription that does not say so is nobody's
 * to ask for, other fields are for whoever may ask for what they are of.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FieldAccess extends SimplePerformantInstrumentation implements WebGraphQlInterceptor {
  private static final String DIRECTIVE = "allowed";

  /** What the caller is known by in the context of a request. */
  static final Class<Caller> CALLER = Caller.class;

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    Callers.current()
        .ifPresent(
            caller ->
                request.configureExecutionInput(
                    (_, builder) ->
                        builder.graphQLContext(Map.<Object, Object>of(CALLER, caller)).build()));
    return chain.next(request);
  }

  @Override
  public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters,
      @Nullable InstrumentationState state) {
    var query = parameters.getExecutionContext();
    Caller caller = query.getGraphQLContext().get(CALLER);
    var refused =
        AskedFields.of(query).stream()
            .filter(asked -> !mayAsk(caller, asked, query.getGraphQLSchema()))
            .map(FieldAccess::error)
            .toList();
    if (!refused.isEmpty()) {
      throw new AbortExecutionException(refused);
    }
    return SimpleInstrumentationContext.noOp();
  }

  private static boolean mayAsk(@Nullable Caller caller, AskedFields.Asked asked, GraphQLSchema in) {
    var roles = rolesOf(asked.parent(), asked.definition(), in);
    return roles.isEmpty()
        || (caller != null && caller.isAny(roles.get().toArray(Role[]::new)));
  }

  /**
   * Who may ask for a field; nobody if that is not said of a field that something begins with, and
   * empty for whoever may ask for what it is of.
   */
  static Optional<Set<Role>> rolesOf(
      GraphQLNamedType parent, GraphQLFieldDefinition field, GraphQLSchema schema) {
    var directive = field.getAppliedDirective(DIRECTIVE);
    if (directive != null) {
      Collection<?> roles = directive.getArgument("roles").getValue();
      return Optional.of(
          roles == null
              ? Set.of()
              : roles.stream().map(role -> Role.valueOf("" + role)).collect(Collectors.toSet()));
    }
    return parent.equals(schema.getQueryType()) || parent.equals(schema.getSubscriptionType())
        ? Optional.of(Set.of())
        : Optional.empty();
  }

  private static GraphQLError error(AskedFields.Asked asked) {
    return GraphQLError.newError()
        .errorType(ErrorClassification.errorClassification("FORBIDDEN"))
        .message(
            "you may not ask for %s.%s".formatted(asked.parent().getName(), asked.field().getName()))
        .location(asked.field().getSourceLocation())
        .extensions(Map.of("code", "FORBIDDEN"))
        .build();
  }
}
