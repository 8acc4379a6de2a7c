package io.daybook.query;

import graphql.TypeResolutionEnvironment;
import graphql.scalars.ExtendedScalars;
import graphql.schema.GraphQLObjectType;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Scalars of the schema, and where parsed queries are kept. */
@Configuration(proxyBeanMethods = false)
class GraphQlConfiguration {
  @Bean
  RuntimeWiringConfigurer scalars() {
    return wiring ->
        wiring
            .scalar(PreciseDateTime.scalar())
            .scalar(ExtendedScalars.Date)
            .scalar(ExtendedScalars.Json)
            .scalar(ExtendedScalars.GraphQLLong)
            .type("Node", node -> node.typeResolver(GraphQlConfiguration::typeOf));
  }

  /** A Java type is called as the schema's, with or without {@code View}. */
  private static GraphQLObjectType typeOf(TypeResolutionEnvironment environment) {
    Object found = environment.getObject();
    return environment
        .getSchema()
        .getObjectType(found.getClass().getSimpleName().replaceFirst("View$", ""));
  }

  @Bean
  GraphQlSourceBuilderCustomizer keptDocuments(QueryDocuments documents) {
    return source ->
        source.configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(documents));
  }
}
