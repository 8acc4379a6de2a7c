package io.daybook.eventstore;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is measured of the log; nothing where the application has no registry of meters. */
@Configuration(proxyBeanMethods = false)
class MeterConfiguration {

  @Bean
  AppendMeters appendMeters(ObjectProvider<MeterRegistry> registry) {
    return new AppendMeters(registry.getIfAvailable(CompositeMeterRegistry::new));
  }

  @Bean
  MeterBinder logMeters(GroupCommit appends, LogTail tail, Seals seals) {
    return new LogMeters(appends, tail, seals);
  }
}
