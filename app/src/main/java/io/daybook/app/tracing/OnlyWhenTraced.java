package io.daybook.app.tracing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out what Spring Boot configures of OpenTelemetry, unless the address is set to which
 * traces are sent, or {@code daybook.tracing.enabled}. Spring Boot itself would make a span of
 * every request, to nobody's use.
 */
final class OnlyWhenTraced implements AutoConfigurationImportFilter, EnvironmentAware {
  private static final List<String> OF_TRACES =
      List.of(
          "org.springframework.boot.micrometer.tracing.",
          "org.springframework.boot.opentelemetry.");

  private boolean traced;

  @Override
  public void setEnvironment(Environment environment) {
    traced =
        environment.getProperty("daybook.tracing.enabled", Boolean.class, false)
            || !environment
                .getProperty("management.opentelemetry.tracing.export.otlp.endpoint", "")
                .isBlank();
  }

  @Override
  public boolean[] match(
      @Nullable String[] configurations, AutoConfigurationMetadata autoConfigurationMetadata) {
    var wanted = new boolean[configurations.length];
    for (int i = 0; i < wanted.length; i++) {
      var name = configurations[i];
      wanted[i] = traced || name == null || OF_TRACES.stream().noneMatch(name::startsWith);
    }
    return wanted;
  }
}
