package io.daybook.app.soak;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One thing that the platform can be asked, again and again. What there is comes from the platform
 * itself, so an endpoint or a query that is added is asked too.
 */
record SoakQuestion(String method, String path, Supplier<Object> body) {
  private static final int MAX_DEPTH = 7;

  /** Each of these begins much work; a handful is enough. */
  boolean isRare() {
    return path.endsWith("/rebuild")
        || path.endsWith("/reconciliations") && method.equals("POST")
        || path.endsWith("/verification");
  }

  /** Every endpoint, with what is known about the things that its address names. */
  static List<SoakQuestion> endpoints(
      RequestMappingHandlerMapping mappings,
      Map<String, String> names,
      Map<String, Supplier<Object>> bodies) {
    var all = new ArrayList<SoakQuestion>();
    for (var mapping : mappings.getHandlerMethods().keySet()) {
      for (var pattern : mapping.getPatternValues()) {
        for (var method : mapping.getMethodsCondition().getMethods()) {
          all.add(
              new SoakQuestion(
                  method.name(),
                  filled(pattern, names),
                  bodies.getOrDefault(method + " " + pattern, Map::of)));
        }
      }
    }
    return all;
  }

  private static String filled(String pattern, Map<String, String> names) {
    var path = pattern;
    for (var name : names.entrySet()) {
      path = path.replace(name.getKey(), name.getValue());
    }
    return path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
  }

  /**
   * Every field of the schema's root, with all that can be asked below it.
   *
   * @param arguments by their names, or by those of field and argument
   */
  static List<SoakQuestion> queries(GraphQLSchema schema, Map<String, String> arguments) {
    return schema.getQueryType().getFieldDefinitions().stream()
        .map(
            field ->
                "{%s%s%s}"
                    .formatted(
                        field.getName(), arguments(field, arguments), selection(field, MAX_DEPTH)))
        .map(query -> new SoakQuestion("POST", "/graphql", () -> Map.of("query", query)))
        .toList();
  }

  private static String arguments(GraphQLFieldDefinition field, Map<String, String> values) {
    var given =
        field.getArguments().stream()
            .map(argument -> argument.getName())
            .flatMap(
                name ->
                    Stream.of(field.getName() + "." + name, name)
                        .filter(values::containsKey)
                        .limit(1)
                        .map(known -> name + ": " + values.get(known)))
            .collect(Collectors.joining(", "));
    return given.isEmpty() ? "" : "(" + given + ")";
  }

  private static String selection(GraphQLFieldDefinition field, int depth) {
    if (!(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLFieldsContainer type)) {
      return "";
    }
    return type.getFieldDefinitions().stream()
        .filter(child -> depth > 0 || isLeaf(child))
        .map(child -> child.getName() + selection(child, depth - 1))
        .collect(Collectors.joining(" ", " {", "}"));
  }

  private static boolean isLeaf(GraphQLFieldDefinition field) {
    return !(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLFieldsContainer);
  }
}
