package io.daybook.command.catalog;

import io.daybook.command.api.CommandSubmitter;
import io.daybook.command.api.Page;
import io.daybook.eventstore.EventLog;
import io.daybook.schema.catalog.ChangePrice;
import io.daybook.schema.catalog.DiscontinueProduct;
import io.daybook.schema.catalog.ListProduct;
import io.daybook.schema.catalog.ProductId;
import io.daybook.schema.catalog.RenameProduct;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.payment.TradedCurrencies;
import io.daybook.web.BulkAnswer;
import io.daybook.web.BulkLines;
import io.daybook.web.BulkRequest;
import io.daybook.web.Refused;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.joda.money.Money;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
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
  private final BulkLines bulk;
  private final EventLog log;

  ProductController(
      CommandSubmitter commands, TradedCurrencies traded, BulkLines bulk, EventLog log) {
    this.log = log;
    this.commands = commands;
    this.traded = traded;
    this.bulk = bulk;
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

  @GetMapping("/{sku}")
  @Allowed({
    Role.CUSTOMER,
    Role.CLERK,
    Role.WAREHOUSE,
    Role.FINANCE,
    Role.OPERATOR,
    Role.AUDITOR,
    Role.IMPORTER
  })
  ResponseEntity<ProductPage> read(@PathVariable Sku sku) {
    return ProductPage.of(log.readStreams(List.of(new ProductId(sku).toString())))
        .map(Page::answer)
        .orElseThrow(() -> Refused.missing("product " + sku));
  }

  @Allowed({Role.CLERK, Role.IMPORTER})
  @PostMapping
  ResponseEntity<Void> list(@Valid @RequestBody NewProduct body) {
    var version = commands.send(listing(body));
    return ResponseEntity.created(URI.create("/api/products/" + body.sku()))
        .eTag(CommandSubmitter.tag(version))
        .build();
  }

  /** Each line is a {@link NewProduct}, listed as if it had come alone. */
  @Allowed({Role.CLERK, Role.IMPORTER})
  @PostMapping("/bulk")
  BulkAnswer listAll(@Valid @RequestBody BulkRequest body) {
    return commands.all(
        () ->
            bulk.handle(
                body, NewProduct.class, HttpStatus.CREATED, line -> commands.begin(listing(line))));
  }

  private ListProduct listing(NewProduct product) {
    traded.check(product.price());
    return new ListProduct(new ProductId(product.sku()), product.name(), product.price());
  }

  @Allowed(Role.CLERK)
  @PutMapping("/{sku}/name")
  ResponseEntity<Void> rename(@PathVariable Sku sku, @Valid @RequestBody NewName body) {
    return commands.answer(new RenameProduct(new ProductId(sku), body.name()));
  }

  @Allowed({Role.CLERK, Role.IMPORTER})
  @PutMapping("/{sku}/price")
  ResponseEntity<Void> reprice(@PathVariable Sku sku, @Valid @RequestBody NewPrice body) {
    traded.check(body.price());
    return commands.answer(new ChangePrice(new ProductId(sku), body.price()));
  }

  @Allowed(Role.CLERK)
  @PostMapping("/{sku}/discontinuation")
  ResponseEntity<Void> discontinue(@PathVariable Sku sku, @Valid @RequestBody Reason body) {
    return commands.answer(new DiscontinueProduct(new ProductId(sku), body.reason()));
  }
}
