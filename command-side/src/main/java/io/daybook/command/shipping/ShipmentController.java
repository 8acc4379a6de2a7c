package io.daybook.command.shipping;

import io.daybook.command.api.CommandSubmitter;
import io.daybook.schema.shipping.ConfirmDelivery;
import io.daybook.schema.shipping.DispatchShipment;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What warehouse and carrier report over HTTP. */
@RestController
@RequestMapping("/api/shipments/{id}")
class ShipmentController {
  private final CommandSubmitter commands;

  ShipmentController(CommandSubmitter commands) {
    this.commands = commands;
  }

  @Allowed({Role.WAREHOUSE, Role.IMPORTER})
  @PostMapping("/dispatch")
  ResponseEntity<Void> dispatch(@PathVariable ShipmentId id) {
    return commands.answer(new DispatchShipment(id));
  }

  @Allowed({Role.WAREHOUSE, Role.IMPORTER, Role.CARRIER})
  @PostMapping("/delivery")
  ResponseEntity<Void> deliver(@PathVariable ShipmentId id) {
    return commands.answer(new ConfirmDelivery(id));
  }
}
