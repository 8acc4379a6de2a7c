package io.daybook.app.overload;

import io.daybook.runtime.ProcessorProgress;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The door closes at a stated lag, and only where one is stated. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OverloadProperties.class)
@ConditionalOnWebApplication
public class OverloadConfiguration {

  @Bean
  @ConditionalOnProperty("daybook.overload.lag")
  FulfilmentLag fulfilmentLag(ProcessorProgress progress, Clock clock) {
    return new FulfilmentLag(progress, clock);
  }

  @Bean
  @ConditionalOnProperty("daybook.overload.lag")
  OverloadDoor overloadDoor(
      FulfilmentLag lag,
      OverloadProperties properties,
      HandlerExceptionResolver handlerExceptionResolver) {
    var longest = Objects.requireNonNull(properties.lag());
    return new OverloadDoor(lag, longest, properties.retryAfter(), handlerExceptionResolver);
  }
}
