package io.daybook.command.order;

import io.daybook.command.api.CommandSubmitter;
import io.daybook.schema.order.ChangeDeliveryAddress;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.RequestCancellation;
import io.daybook.schema.order.ReturnId;
import io.daybook.schema.order.ReturnLines;
import io.daybook.schema.order.ReturnRequest;
import io.daybook.web.Refused;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Callers;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Orders over HTTP. The id of an order follows from its caller and its {@code Idempotency-Key}, and
 * that of a return from these and the order, so that the log itself recognizes a repeated request.
 */
@RestController
@RequestMapping("/api/orders")
class OrderController {
  private static final String KEY = KeyIds.HEADER;

  private final OrderPlacement placement;
  private final FormerKeys formerKeys;
  private final CommandSubmitter commands;
  private final Clock clock;

  OrderController(
      OrderPlacement placement, FormerKeys formerKeys, CommandSubmitter commands, Clock clock) {
    this.placement = placement;
    this.formerKeys = formerKeys;
    this.commands = commands;
    this.clock = clock;
  }

  @Allowed({Role.CUSTOMER, Role.CLERK, Role.IMPORTER})
  @PostMapping
  ResponseEntity<OrderPlacement.Receipt> place(
      @RequestHeader(KEY) String key, @Valid @RequestBody OrderRequests.NewOrder body) {
    var caller = caller();
    if (!caller.isAny(Role.IMPORTER)) {
      refuseThePast(body.orderedAt());
    }
    var own = caller.onlyCustomer();
    if (own != null && !own.equals(body.customerId().value())) {
      throw Refused.invalid("customerId", "own", "must be your own");
    }
    var id = new KeyIds(caller).order(key);
    var receipt = placement.place(formerKeys.orderOf(key, body.customerId()).orElse(id), body);
    return ResponseEntity.created(URI.create("/api/orders/" + receipt.orderId())).body(receipt);
  }

  /** Taken in; whether the parcel goes there is decided later, and told on the timeline. */
  @Allowed({Role.CUSTOMER, Role.CLERK})
  @PutMapping("/{id}/address")
  ResponseEntity<Void> changeAddress(
      @PathVariable OrderId id, @Valid @RequestBody OrderRequests.NewAddress body) {
    var version = commands.send(new ChangeDeliveryAddress(id, body.toAddress()));
    return ResponseEntity.accepted().eTag("\"" + version + "\"").build();
  }

  @Allowed({Role.CUSTOMER, Role.CLERK, Role.IMPORTER})
  @PostMapping("/{id}/cancellation")
  ResponseEntity<Void> cancel(
      @PathVariable OrderId id, @Valid @RequestBody OrderRequests.Cancellation body) {
    commands.send(new RequestCancellation(id, body.reason()));
    return ResponseEntity.accepted().build();
  }

  @Allowed({Role.CLERK, Role.WAREHOUSE, Role.IMPORTER})
  @PostMapping("/{id}/returns")
  ResponseEntity<Map<String, ReturnId>> takeBack(
      @PathVariable OrderId id,
      @RequestHeader(KEY) String key,
      @Valid @RequestBody OrderRequests.NewReturn body) {
    var returnId = new KeyIds(caller()).takenBack(id, key);
    var lines =
        body.lines().stream()
            .map(line -> new ReturnRequest(line.sku(), line.quantity(), line.disposition()))
            .toList();
    commands.send(new ReturnLines(id, returnId, lines));
    return ResponseEntity.created(URI.create("/api/orders/" + id))
        .body(Map.of("returnId", returnId));
  }

  /** Who could date orders back could have them priced, counted and cancelled as old ones. */
  private void refuseThePast(@Nullable Instant orderedAt) {
    if (orderedAt != null && orderedAt.isBefore(clock.instant().minus(Placement.CLOCK_SKEW))) {
      throw Refused.forbidden(
          "orderedAt", "importers-only", "must not lie in the past, except in an import");
    }
  }

  private static Caller caller() {
    return Callers.current().orElseThrow(() -> new IllegalStateException("Nobody asks"));
  }
}
