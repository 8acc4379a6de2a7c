package io.daybook.query;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Role;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Refuses a field that the caller may not ask for, before anything is done for it. The schema says
 * by {@code @allowed} who may; a query or subscription that does not say so is nobody's to ask for,
 * other fields are for whoever may ask for what they are of.
 */
@Component
final class FieldAccess extends SimplePerformantInstrumentation implements WebGraphQlInterceptor {
  private static final String DIRECTIVE = "allowed";

  /** What the caller is known by in the context of a request. */
  static final Class<Caller> CALLER = Caller.class;

  /** Another one has to ask for this field. */
  static final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Forbidden(String field) {
      super("you may not ask for " + field, null, false, false);
    }
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    return Mono.deferContextual(
        context -> {
          authenticationIn(context)
              .map(Authentication::getPrincipal)
              .map(Caller.class::cast)
              .ifPresent(
                  caller ->
                      request.configureExecutionInput(
                          (_, builder) ->
                              builder
                                  .graphQLContext(Map.<Object, Object>of(CALLER, caller))
                                  .build()));
          return chain.next(request);
        });
  }

  /** Whose request it is; over a web socket the token is not that of the thread's request. */
  static Optional<Authentication> authenticationIn(ContextView context) {
    return context
        .<SecurityContext>getOrEmpty(SecurityContext.class.getName())
        .map(SecurityContext::getAuthentication)
        .or(() -> Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication()))
        .filter(known -> known.getPrincipal() instanceof Caller);
  }

  @Override
  public DataFetcher<?> instrumentDataFetcher(
      DataFetcher<?> fetcher,
      InstrumentationFieldFetchParameters parameters,
      @Nullable InstrumentationState state) {
    var field = parameters.getEnvironment();
    var roles = rolesOf(field);
    if (roles.isEmpty()) {
      return fetcher;
    }
    Caller caller = field.getGraphQlContext().get(CALLER);
    if (caller != null && caller.isAny(roles.get().toArray(Role[]::new))) {
      return fetcher;
    }
    var name = field.getParentType() instanceof GraphQLNamedType type ? type.getName() : "";
    var forbidden = new Forbidden(name + "." + field.getField().getName());
    if (field.getParentType().equals(field.getGraphQLSchema().getSubscriptionType())) {
      return _ -> Flux.error(ended(forbidden));
    }
    return _ -> {
      throw forbidden;
    };
  }

  /** Server-sent events tell why a stream has ended, and not why there is none. */
  private static SubscriptionPublisherException ended(Forbidden why) {
    return new SubscriptionPublisherException(
        QueryLimits.error("FORBIDDEN", "" + why.getMessage()), why);
  }

  /** Who may ask for the field that is being fetched. */
  static Optional<Set<Role>> rolesOf(DataFetchingEnvironment field) {
    return rolesOf(field.getParentType(), field.getFieldDefinition(), field.getGraphQLSchema());
  }

  /**
   * Who may ask for a field; nobody if that is not said of a field that a request begins with, and
   * empty for whoever may ask for what it is of.
   */
  static Optional<Set<Role>> rolesOf(
      GraphQLType parent, GraphQLFieldDefinition field, GraphQLSchema schema) {
    var directive = field.getAppliedDirective(DIRECTIVE);
    if (directive != null) {
      Collection<?> roles = directive.getArgument("roles").getValue();
      return Optional.of(
          roles == null
              ? Set.of()
              : roles.stream().map(role -> Role.valueOf("" + role)).collect(Collectors.toSet()));
    }
    var isRoot =
        parent.equals(schema.getQueryType()) || parent.equals(schema.getSubscriptionType());
    return isRoot && !field.getName().startsWith("__") ? Optional.of(Set.of()) : Optional.empty();
  }
}
