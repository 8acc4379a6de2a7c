package io.daybook.command.order;

import io.daybook.command.api.CommandSubmitter;
import io.daybook.command.api.Page;
import io.daybook.command.api.RequestsUnderWay;
import io.daybook.eventstore.EventLog;
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
import org.springframework.web.bind.annotation.GetMapping;
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
  private static final String REPLAYED = "Idempotent-Replayed";

  private final OrderPlacement placement;
  private final FormerKeys formerKeys;
  private final CommandSubmitter commands;
  private final RequestsUnderWay underWay;
  private final EventLog log;
  private final Clock clock;

  OrderController(
      OrderPlacement placement,
      FormerKeys formerKeys,
      CommandSubmitter commands,
      RequestsUnderWay underWay,
      EventLog log,
      Clock clock) {
    this.placement = placement;
    this.formerKeys = formerKeys;
    this.commands = commands;
    this.underWay = underWay;
    this.log = log;
    this.clock = clock;
  }

  /** Others' orders do not exist for a customer. */
  @GetMapping("/{id}")
  @Allowed({
    Role.CUSTOMER,
    Role.CLERK,
    Role.WAREHOUSE,
    Role.FINANCE,
    Role.OPERATOR,
    Role.AUDITOR,
    Role.IMPORTER
  })
  ResponseEntity<OrderPage> read(@PathVariable OrderId id) {
    var only = Callers.onlyCustomer();
    return OrderPage.of(log.readStreams(OrderPage.streams(id)))
        .filter(page -> only == null || page.customerId().value().equals(only))
        .map(Page::answer)
        .orElseThrow(() -> Refused.missing(id.toString()));
  }

  @Allowed({Role.CUSTOMER, Role.CLERK, Role.IMPORTER})
  @PostMapping
  ResponseEntity<OrderPlacement.Receipt> place(
      @RequestHeader(KEY) String key, @Valid @RequestBody OrderRequests.NewOrder body) {
    var caller = caller();
    if (!caller.isAny(Role.IMPORTER)) {
      refuseThePast(body.orderedAt());
    }
    var own = Callers.onlyCustomer();
    if (own != null && !own.equals(body.customerId().value())) {
      throw Refused.invalidField("customerId", "own", "must be your own");
    }
    var id = new KeyIds(caller).order(key);
    var placed =
        underWay.alone(
            id.value(),
            () -> placement.place(formerKeys.orderOf(key, body.customerId()).orElse(id), body));
    return answer(
            ResponseEntity.created(page(placed.receipt().orderId())).eTag(CommandSubmitter.tag(0)),
            placed.repeated())
        .body(placed.receipt());
  }

  /** Taken in; whether the parcel goes there is decided later, and told on the timeline. */
  @Allowed({Role.CUSTOMER, Role.CLERK})
  @PutMapping("/{id}/address")
  ResponseEntity<Void> changeAddress(
      @PathVariable OrderId id, @Valid @RequestBody OrderRequests.NewAddress body) {
    return accepted(id, commands.send(new ChangeDeliveryAddress(id, body.toAddress())));
  }

  @Allowed({Role.CUSTOMER, Role.CLERK, Role.IMPORTER})
  @PostMapping("/{id}/cancellation")
  ResponseEntity<Void> cancel(
      @PathVariable OrderId id, @Valid @RequestBody OrderRequests.Cancellation body) {
    return accepted(id, commands.send(new RequestCancellation(id, body.reason())));
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
    var taken =
        underWay.alone(
            returnId.value(), () -> commands.sendOnce(new ReturnLines(id, returnId, lines)));
    return answer(
            ResponseEntity.created(page(id)).eTag(CommandSubmitter.tag(taken.version())),
            taken.repeated())
        .body(Map.of("returnId", returnId));
  }

  private static ResponseEntity<Void> accepted(OrderId id, long version) {
    return ResponseEntity.accepted().location(page(id)).eTag(CommandSubmitter.tag(version)).build();
  }

  private static ResponseEntity.BodyBuilder answer(
      ResponseEntity.BodyBuilder answer, boolean repeated) {
    return repeated ? answer.header(REPLAYED, "true") : answer;
  }

  private static URI page(OrderId id) {
    return URI.create("/api/orders/" + id);
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
