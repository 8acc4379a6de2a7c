package io.daybook.query;

import graphql.scalars.ExtendedScalars;
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
            .scalar(ExtendedScalars.GraphQLLong);
  }

  @Bean
  GraphQlSourceBuilderCustomizer keptDocuments(QueryDocuments documents) {
    return source ->
        source.configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(documents));
  }
}
