package io.daybook.app.fulfilment;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.order.OrderRelated;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.FixedValueParameterResolver;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** All aggregates of the platform, on a command bus and a log in memory. */
final class AggregatesForTests {

  /** Parts of the command side that handlers take, for commands that these tests do not send. */
  private static final ParameterResolverFactory NOBODY =
      (_, parameters, index) ->
          parameters[index].getType().getName().startsWith("io.daybook.command.")
              ? new FixedValueParameterResolver<>(null)
              : null;

  private static final ParameterResolverFactory PARAMETERS =
      MultiParameterResolverFactory.ordered(
          ClasspathParameterResolverFactory.forClass(AggregatesForTests.class), NOBODY);

  private static final List<AggregateModel<Object>> MODELS =
      aggregates().stream().map(AggregatesForTests::model).toList();

  private final List<OrderRelated> log = new ArrayList<>();
  private final CommandGateway gateway;

  AggregatesForTests() {
    EventStore events =
        EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
    var unused =
        events.subscribe(
            batch ->
                batch.forEach(
                    event -> {
                      if (event.getPayload() instanceof OrderRelated related) {
                        log.add(related);
                      }
                    }));
    var bus = SimpleCommandBus.builder().build();
    MODELS.forEach(model -> subscribe(model, events, bus));
    gateway = DefaultCommandGateway.builder().commandBus(bus).build();
  }

  /** Everything that has happened, in order. */
  List<OrderRelated> log() {
    return log;
  }

  /**
   * Has a command handled.
   *
   * @return whether the domain has accepted it; anything else that fails is a bug and is thrown
   */
  boolean send(Object command) {
    try {
      gateway.sendAndWait(command);
      return true;
    } catch (DomainRejection refused) {
      return false;
    }
  }

  private static List<Class<?>> aggregates() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Aggregate.class));
    return scanner.findCandidateComponents("io.daybook.command").stream()
        .<Class<?>>map(
            found ->
                ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
        .toList();
  }

  @SuppressWarnings("unchecked") // which aggregate it is plays no part here
  private static AggregateModel<Object> model(Class<?> type) {
    return AnnotatedAggregateMetaModelFactory.inspectAggregate((Class<Object>) type, PARAMETERS);
  }

  @SuppressWarnings("unchecked") // as above
  private static void subscribe(
      AggregateModel<Object> model, EventStore events, SimpleCommandBus bus) {
    var type = (Class<Object>) model.entityClass();
    var repository =
        EventSourcingRepository.builder(type).aggregateModel(model).eventStore(events).build();
    var unused =
        AggregateAnnotationCommandHandler.<Object>builder()
            .aggregateType(type)
            .aggregateModel(model)
            .repository(repository)
            .parameterResolverFactory(PARAMETERS)
            .build()
            .subscribe(bus);
  }
}
