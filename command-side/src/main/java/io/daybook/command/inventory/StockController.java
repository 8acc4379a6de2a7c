package io.daybook.command.inventory;

import io.daybook.command.api.CommandSubmitter;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.AdjustStock;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.web.BulkAnswer;
import io.daybook.web.BulkLines;
import io.daybook.web.BulkRequest;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The warehouse over HTTP. */
@RestController
@RequestMapping("/api/stock")
class StockController {
  private final CommandSubmitter commands;
  private final BulkLines bulk;

  StockController(CommandSubmitter commands, BulkLines bulk) {
    this.commands = commands;
    this.bulk = bulk;
  }

  /** Arrived goods; the receipt id makes a repetition harmless. */
  record Receipt(
      @NotBlank @Size(max = 100) String receiptId,
      @Min(1) @Max(StockItem.MAX_ON_HAND) int quantity) {}

  /** Arrived goods among others; the same receipt id may name goods of many SKUs. */
  record ReceiptLine(
      @NotNull Sku sku,
      @NotBlank @Size(max = 100) String receiptId,
      @Min(1) @Max(StockItem.MAX_ON_HAND) int quantity) {}

  /** What a count found. */
  record Count(
      @Min(0) @Max(StockItem.MAX_ON_HAND) int countedOnHand,
      @NotBlank @Size(max = 200) String reason) {}

  @Allowed({Role.WAREHOUSE, Role.IMPORTER})
  @PostMapping("/{sku}/receipts")
  ResponseEntity<Void> receive(@PathVariable Sku sku, @Valid @RequestBody Receipt body) {
    return commands.answer(
        new ReceiveStock(new StockItemId(sku), body.receiptId(), body.quantity()));
  }

  /** Each line is a {@link ReceiptLine}, received as if it had come alone. */
  @Allowed({Role.WAREHOUSE, Role.IMPORTER})
  @PostMapping("/receipts/bulk")
  BulkAnswer receiveAll(@Valid @RequestBody BulkRequest body) {
    return commands.all(
        () ->
            bulk.handle(
                body,
                ReceiptLine.class,
                HttpStatus.NO_CONTENT,
                line -> commands.begin(receipt(line))));
  }

  private static ReceiveStock receipt(ReceiptLine line) {
    return new ReceiveStock(new StockItemId(line.sku()), line.receiptId(), line.quantity());
  }

  @Allowed(Role.WAREHOUSE)
  @PostMapping("/{sku}/adjustments")
  ResponseEntity<Void> adjust(@PathVariable Sku sku, @Valid @RequestBody Count body) {
    return commands.answer(
        new AdjustStock(new StockItemId(sku), body.countedOnHand(), body.reason()));
  }
}
