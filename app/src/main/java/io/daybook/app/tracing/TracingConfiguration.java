package io.daybook.app.tracing;

import io.daybook.eventstore.Tracing;
import io.daybook.runtime.MessageNotes;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** In every role: whatever a process does may be part of a trace. */
@Configuration(proxyBeanMethods = false)
public class TracingConfiguration {

  @Bean
  Tracing tracing(ObjectProvider<Tracer> tracers, Clock clock) {
    var tracer = tracers.getIfAvailable();
    return tracer == null ? Tracing.NONE : new MicrometerTracing(tracer, clock);
  }

  @Bean
  MessageNotes ordersInLogs() {
    return OrderOfStream::of;
  }
}
