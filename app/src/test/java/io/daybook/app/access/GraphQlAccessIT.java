package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** The part of docs/access.md that is about GraphQL is what is so. */
class GraphQlAccessIT extends PlatformForTests {
  /** What stands for a value of each type in a request that answers little. */
  private static final Map<String, String> VALUES =
      Map.of(
          "ID", "\"order-00000000-0000-0000-0000-000000000000\"",
          "Date", "\"2026-01-01\"",
          "DateTime", "\"2026-01-01T00:00:00Z\"",
          "MomentInput", "{atPosition: 0}");

  @Autowired GraphQlSource source;

  @Test
  void every_query_and_subscription_is_in_the_table_and_nothing_else() {
    var there = new TreeSet<String>();
    schema().getQueryType().getFields().forEach(field -> there.add(field.getName()));
    subscriptions().forEach(field -> there.add(field.getName()));
    assertThat(new TreeSet<>(AccessTable.of("GraphQL").keySet())).isEqualTo(there);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void each_query_answers_whom_the_table_names(Role role) {
    var table = AccessTable.of("GraphQL");
    var wrong = new ArrayList<String>();
    for (var field : schema().getQueryType().getFields()) {
      var reply =
          post(
              "/graphql",
              Map.of("query", "{" + asked(field) + "}"),
              "Authorization",
              bearer("somebody", role));
      var allowed = table.get(field.getName()).contains(role);
      if (allowed == isRefused(reply.status(), reply.body())) {
        wrong.add(field.getName() + " answers " + role + " " + reply);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** A stream of somebody who is let in does not end by itself; so only refusals are tried. */
  @ParameterizedTest
  @EnumSource(Role.class)
  void no_subscription_tells_whom_the_table_does_not_name(Role role) {
    var table = AccessTable.of("GraphQL");
    for (var field : subscriptions()) {
      if (!table.get(field.getName()).contains(role)) {
        var answer =
            exchange(
                "POST",
                "/graphql",
                JSON.writeValueAsString(Map.of("query", "subscription {" + asked(field) + "}")),
                "Accept",
                "text/event-stream",
                "Authorization",
                bearer("somebody", role));
        assertThat(answer.statusCode() == 403 || isRefusal(answer.body()))
            .as(field.getName() + " as " + role + ": " + answer.body())
            .isTrue();
      }
    }
  }

  private GraphQLSchema schema() {
    return source.schema();
  }

  private Iterable<GraphQLFieldDefinition> subscriptions() {
    return Objects.requireNonNull(schema().getSubscriptionType()).getFields();
  }

  private static boolean isRefused(int status, JsonNode body) {
    return status == 403
        || body.path("errors")
            .valueStream()
            .anyMatch(
                error -> error.path("extensions").path("code").asString("").equals("FORBIDDEN"));
  }

  /** Spring's handler of server-sent events tells that it refuses, and not why. */
  private static boolean isRefusal(String events) {
    return events.contains("\"errors\"") && !events.contains("\"data\"");
  }

  private static String asked(GraphQLFieldDefinition field) {
    var arguments =
        field.getArguments().stream()
            .filter(argument -> isNeeded(field, argument))
            .map(argument -> argument.getName() + ": " + VALUES.get(nameOf(argument)))
            .collect(Collectors.joining(", "));
    return field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")") + " {__typename}";
  }

  private static boolean isNeeded(GraphQLFieldDefinition field, GraphQLArgument argument) {
    return (GraphQLTypeUtil.isNonNull(argument.getType())
            && argument.getArgumentDefaultValue().isNotSet())
        || (argument.getName().equals("id") && field.getName().equals("orderChanged"))
        || argument.getName().equals("eventId");
  }

  private static String nameOf(GraphQLArgument argument) {
    return ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(argument.getType())).getName();
  }
}
