package io.daybook.app.processors;

import io.daybook.runtime.RefusalTest;
import io.daybook.schema.DomainRejection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** In every role: the tokens can be reached from everywhere. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class ProcessorsConfiguration {

  /** What the metrics of commands call a refusal. */
  @Bean
  RefusalTest refusalsByRules() {
    return DomainRejection.class::isInstance;
  }
}
