package io.daybook.command.catalog;

import io.daybook.schema.catalog.ChangePrice;
import io.daybook.schema.catalog.DiscontinueProduct;
import io.daybook.schema.catalog.ListProduct;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.catalog.ProductId;
import io.daybook.schema.catalog.RenameProduct;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Axon's shell around {@link Product}, which decides. Answers are the version of the stream. */
@Revision("3")
@Aggregate(type = "Product", snapshotTriggerDefinition = "snapshotPolicy", cache = "aggregateCache")
class ProductAggregate {
  @AggregateIdentifier private @Nullable ProductId id;
  private @Nullable Product state = new Product.Unlisted();

  /** For Axon, which fills it from the stream. */
  ProductAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  long handle(ListProduct command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(RenameProduct command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(ChangePrice command) {
    return apply(known().decide(command));
  }

  @CommandHandler
  long handle(DiscontinueProduct command) {
    return apply(known().decide(command));
  }

  @EventSourcingHandler
  void on(ProductEvent event) {
    state = Product.evolve(known(), event);
    id = new ProductId(event.sku());
  }

  private static long apply(List<? extends ProductEvent> events) {
    events.forEach(AggregateLifecycle::apply);
    return AggregateLifecycle.getVersion();
  }

  private Product known() {
    return Objects.requireNonNull(state);
  }
}
