package io.daybook.projection;

import io.daybook.schema.order.OrderRelated;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Events of an order come from several streams; read models of orders take them one after another,
 * in the order of the log, whichever stream they are from.
 */
@Configuration(proxyBeanMethods = false)
class Sequencing {
  private static final SequencingPolicy<EventMessage<?>> PER_ORDER =
      event ->
          event.getPayload() instanceof OrderRelated related
              ? related.orderId().toString()
              : SequentialPerAggregatePolicy.instance().getSequenceIdentifierFor(event);

  @Bean
  ConfigurerModule projectionSequencing() {
    return configurer ->
        configurer
            .eventProcessing()
            .registerSequencingPolicy(ReadModel.ORDER_HISTORY.processor(), _ -> PER_ORDER)
            .registerSequencingPolicy(ReadModel.FULFILMENT.processor(), _ -> PER_ORDER);
  }
}
