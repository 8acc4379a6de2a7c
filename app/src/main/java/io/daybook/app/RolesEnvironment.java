package io.daybook.app;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Without the query role there is no GraphQL: its schema would miss whoever answers it. */
final class RolesEnvironment implements EnvironmentPostProcessor, Ordered {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (!ConditionalOnRole.OnRole.has(environment, "query")) {
      environment
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "roles", Map.of("spring.graphql.schema.locations", "classpath:no-graphql/")));
    }
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
