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
import io.daybook.web.access.Callers;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
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
 * Orders over HTTP. The id of an order follows from its {@code Idempotency-Key}, and that of a
 * return from its key and order, so that the log itself recognizes a repeated request.
 */
@RestController
@RequestMapping("/api/orders")
class OrderController {
  private static final String KEY = "Idempotency-Key";
  private static final int LONGEST_KEY = 200;

  private final OrderPlacement placement;
  private final CommandSubmitter commands;
  private final Clock clock;

  OrderController(OrderPlacement placement, CommandSubmitter commands, Clock clock) {
    this.placement = placement;
    this.commands = commands;
    this.clock = clock;
  }

  @Allowed({Role.CUSTOMER, Role.CLERK, Role.IMPORTER})
  @PostMapping
  ResponseEntity<OrderPlacement.Receipt> place(
      @RequestHeader(KEY) String key, @Valid @RequestBody OrderRequests.NewOrder body) {
    requireImporterForThePast(body.orderedAt());
    var receipt = placement.place(new OrderId(uuid("order:", key)), body);
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
    var returnId = new ReturnId(uuid("return:" + id + ":", key));
    var lines =
        body.lines().stream()
            .map(line -> new ReturnRequest(line.sku(), line.quantity(), line.disposition()))
            .toList();
    commands.send(new ReturnLines(id, returnId, lines));
    return ResponseEntity.created(URI.create("/api/orders/" + id))
        .body(Map.of("returnId", returnId));
  }

  /** Who could date orders back could have them priced, counted and cancelled as old ones. */
  private void requireImporterForThePast(@Nullable Instant orderedAt) {
    if (orderedAt != null
        && orderedAt.isBefore(clock.instant().minus(Placement.CLOCK_SKEW))
        && !Callers.current().map(caller -> caller.isAny(Role.IMPORTER)).orElse(false)) {
      throw Refused.forbidden(
          "orderedAt", "importers-only", "must not lie in the past, except in an import");
    }
  }

  private static UUID uuid(String space, String key) {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw Refused.invalid(KEY, "size", "must have 1 to " + LONGEST_KEY + " characters");
    }
    return UUID.nameUUIDFromBytes((space + key).getBytes(StandardCharsets.UTF_8));
  }
}
