package io.daybook.benchmarks;

import java.sql.SQLException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.serialization.Serializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Processors and sagas as Axon's reference guide sets them up: tracking processors of one thread,
 * one event a transaction, and the JDBC saga store.
 */
@Configuration(proxyBeanMethods = false)
class DocumentedDefaults {

  @Bean
  ConfigurerModule trackingProcessors() {
    return new ConfigurerModule() {
      @Override
      public void configureModule(Configurer configurer) {
        configurer
            .eventProcessing()
            .usingTrackingEventProcessors()
            .registerTrackingEventProcessorConfiguration(
                _ ->
                    TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(1));
      }

      @Override
      public int order() {
        return Integer.MAX_VALUE; // after what it overrides
      }
    };
  }

  @Bean
  @Primary
  SagaStore<Object> jdbcSagaStore(ConnectionProvider connections, Serializer serializer)
      throws SQLException {
    var store =
        JdbcSagaStore.builder()
            .connectionProvider(connections)
            .sqlSchema(new PostgresSagaSqlSchema())
            .serializer(serializer)
            .build();
    store.createSchema();
    return store;
  }
}
