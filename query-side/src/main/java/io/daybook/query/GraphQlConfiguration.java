package io.daybook.query;

import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.scalars.ExtendedScalars;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Scalars and limits of the schema. */
@Configuration(proxyBeanMethods = false)
class GraphQlConfiguration {
  private static final int MOST_DEPTH = 12;
  private static final int MOST_FIELDS = 300;

  @Bean
  RuntimeWiringConfigurer scalars() {
    return wiring ->
        wiring
            .scalar(ExtendedScalars.DateTime)
            .scalar(ExtendedScalars.Json)
            .scalar(ExtendedScalars.GraphQLLong);
  }

  @Bean
  Instrumentation depthLimit() {
    return new MaxQueryDepthInstrumentation(MOST_DEPTH);
  }

  @Bean
  Instrumentation complexityLimit() {
    return new MaxQueryComplexityInstrumentation(MOST_FIELDS);
  }
}
