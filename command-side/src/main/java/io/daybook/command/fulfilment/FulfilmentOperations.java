package io.daybook.command.fulfilment;

import io.daybook.command.api.CommandSubmitter;
import io.daybook.eventstore.EventLog;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.fulfilment.CancelParked;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.ResumeFulfilment;
import io.daybook.schema.fulfilment.SkipFulfilmentAction;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.RequestCancellation;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators decide about a parked fulfilment, named by its order, over HTTP. */
@RestController
@RequestMapping("/api/operations/fulfilments/{orderId}")
class FulfilmentOperations {
  private static final Logger log = LoggerFactory.getLogger(FulfilmentOperations.class);

  private final CommandSubmitter commands;
  private final EventLog events;
  private final MoneyRule money;

  FulfilmentOperations(CommandSubmitter commands, EventLog events, MoneyRule money) {
    this.commands = commands;
    this.events = events;
    this.money = money;
  }

  /** Why, in the operator's words. */
  record Reason(@NotBlank @Size(max = 500) String reason) {}

  /** What is given up, and why. */
  record Skip(@NotNull FulfilmentAction action, @NotBlank @Size(max = 500) String reason) {}

  @Allowed(Role.OPERATOR)
  @PostMapping("/resume")
  ResponseEntity<Void> resume(@PathVariable OrderId orderId) {
    return commands.answer(new ResumeFulfilment(new FulfilmentId(orderId)));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/skip")
  ResponseEntity<Void> skip(@PathVariable OrderId orderId, @Valid @RequestBody Skip body) {
    money.check(body.action());
    if (body.action().isForward()) {
      refuseWhatHasLeft(orderId);
    }
    return commands.answer(
        new SkipFulfilmentAction(new FulfilmentId(orderId), body.action(), body.reason()));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/cancel")
  ResponseEntity<Void> cancel(@PathVariable OrderId orderId, @Valid @RequestBody Reason body) {
    var fulfilment = new FulfilmentId(orderId);
    var restsOn = money.checkAllParked(fulfilment);
    var version = commands.send(new RequestCancellation(orderId, body.reason()));
    try {
      commands.sendNext(new CancelParked(fulfilment, body.reason()), restsOn);
    } catch (AggregateNotFoundException _) {
      log.debug("Nothing of {} was ever parked", orderId);
    }
    return ResponseEntity.noContent().eTag("\"" + version + "\"").build();
  }

  /** The fulfilment may not know it yet, and could not do what would be promised. */
  private void refuseWhatHasLeft(OrderId order) {
    var parcel = events.readStreams(List.of(new ShipmentId(order).toString()));
    if (parcel.stream().anyMatch(event -> event.payload() instanceof ShipmentDispatched)) {
      throw DomainRejection.ofState(
          "skip-before-dispatch", "DISPATCHED", "The parcel has left; the order is not undone");
    }
  }
}
