package io.daybook.command.catalog;

import io.daybook.command.api.CommandSubmitter;
import io.daybook.schema.catalog.ChangePrice;
import io.daybook.schema.catalog.DiscontinueProduct;
import io.daybook.schema.catalog.ListProduct;
import io.daybook.schema.catalog.ProductId;
import io.daybook.schema.catalog.RenameProduct;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.payment.TradedCurrencies;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.joda.money.Money;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue over HTTP. Prices are in a currency that this shop trades in. */
@RestController
@RequestMapping("/api/products")
class ProductController {
  private final CommandSubmitter commands;
  private final TradedCurrencies traded;

  ProductController(CommandSubmitter commands, TradedCurrencies traded) {
    this.commands = commands;
    this.traded = traded;
  }

  /** A product to list. */
  record NewProduct(
      @NotNull Sku sku, @NotBlank @Size(max = 200) String name, @NotNull Money price) {}

  /** A new name. */
  record NewName(@NotBlank @Size(max = 200) String name) {}

  /** A new price. */
  record NewPrice(@NotNull Money price) {}

  /** Why a product is discontinued. */
  record Reason(@NotBlank @Size(max = 200) String reason) {}

  @PostMapping
  ResponseEntity<Void> list(@Valid @RequestBody NewProduct body) {
    traded.check(body.price());
    var version =
        commands.send(new ListProduct(new ProductId(body.sku()), body.name(), body.price()));
    return ResponseEntity.created(URI.create("/api/products/" + body.sku()))
        .eTag("\"" + version + "\"")
        .build();
  }

  @PutMapping("/{sku}/name")
  ResponseEntity<Void> rename(@PathVariable Sku sku, @Valid @RequestBody NewName body) {
    return commands.answer(new RenameProduct(new ProductId(sku), body.name()));
  }

  @PutMapping("/{sku}/price")
  ResponseEntity<Void> reprice(@PathVariable Sku sku, @Valid @RequestBody NewPrice body) {
    traded.check(body.price());
    return commands.answer(new ChangePrice(new ProductId(sku), body.price()));
  }

  @PostMapping("/{sku}/discontinuation")
  ResponseEntity<Void> discontinue(@PathVariable Sku sku, @Valid @RequestBody Reason body) {
    return commands.answer(new DiscontinueProduct(new ProductId(sku), body.reason()));
  }
}
