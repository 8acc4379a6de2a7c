package io.daybook.app.access;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Has every platform that is started in this JVM believe the issuer of the tests, unless told. */
public final class IssuerOfAllTests implements EnvironmentPostProcessor {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "issuer of the tests", Map.of("daybook.auth.issuer", IssuerForTests.address())));
  }
}
