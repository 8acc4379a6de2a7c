package io.daybook.saga.fulfilment;

import io.daybook.runtime.OneSegmentSagaManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the saga, with a manager of ours; Axon's annotation would register it with its own. */
@Configuration(proxyBeanMethods = false)
class FulfilmentConfiguration {

  @Bean
  ConfigurerModule orderFulfilment(SagaStore<Object> store) {
    return configurer ->
        configurer
            .eventProcessing()
            .registerSaga(
                OrderFulfilmentSaga.class,
                saga -> saga.configureSagaManager(axon -> manager(axon, store)));
  }

  private static OneSegmentSagaManager<OrderFulfilmentSaga> manager(
      org.axonframework.config.Configuration axon, SagaStore<Object> store) {
    var parameters = axon.parameterResolverFactory();
    var handlers = axon.handlerDefinition(OrderFulfilmentSaga.class);
    var sagas =
        AnnotatedSagaRepository.<OrderFulfilmentSaga>builder()
            .sagaType(OrderFulfilmentSaga.class)
            .sagaStore(store)
            .resourceInjector(axon.resourceInjector())
            .parameterResolverFactory(parameters)
            .handlerDefinition(handlers)
            .build();
    return new OneSegmentSagaManager<>(
        AnnotatedSagaManager.<OrderFulfilmentSaga>builder()
            .sagaType(OrderFulfilmentSaga.class)
            .sagaFactory(OrderFulfilmentSaga::new)
            .sagaRepository(sagas)
            .parameterResolverFactory(parameters)
            .handlerDefinition(handlers)
            .listenerInvocationErrorHandler(PropagatingErrorHandler.instance()),
        OrderFulfilmentSaga.class,
        store);
  }
}
