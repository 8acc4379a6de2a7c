package io.daybook.app.demo;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.Command;
import io.daybook.schema.Part;
import io.daybook.schema.catalog.ListProduct;
import io.daybook.schema.catalog.ProductId;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.payment.TradedCurrencies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

/** Lists a few products with stock when the log is empty, if the shop trades in pounds. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "daybook.demo", havingValue = "true")
public class DemoShop {
  private static final int UNITS = 1_000;

  private final EventLog log;
  private final CommandGateway commands;
  private final TradedCurrencies traded;

  DemoShop(EventLog log, CommandGateway commands, TradedCurrencies traded) {
    this.log = log;
    this.traded = traded;
    this.commands = commands;
  }

  private record Item(String sku, String name, String pounds) {}

  private static final List<Item> ITEMS =
      List.of(
          new Item("TEA-EARL-GREY", "Earl Grey, 125 g", "6.50"),
          new Item("TEA-ASSAM", "Assam, 250 g", "8.95"),
          new Item("MUG-BLUE", "Stoneware mug, blue", "12.00"),
          new Item("TEAPOT-RED", "Teapot for two, red", "34.90"),
          new Item("REFUSED-ANVIL", "Anvil, 50 kg (no carrier takes it)", "210.00"));

  @EventListener
  @Order(0)
  void stockTheShelves(ApplicationReadyEvent ready) {
    if (log.headPosition() >= 0 || !traded.has(CurrencyUnit.GBP)) {
      return;
    }
    for (var item : ITEMS) {
      var sku = new Sku(item.sku());
      var price = Money.of(CurrencyUnit.GBP, new BigDecimal(item.pounds()));
      send(new ListProduct(new ProductId(sku), item.name(), price));
      send(new ReceiveStock(new StockItemId(sku), "demo", UNITS));
    }
  }

  private void send(Command command) {
    var me = Part.DEMO.principal();
    commands.sendAndWait(
        new GenericCommandMessage<>(
            command, Map.of(MetadataKeys.ACTOR, me, MetadataKeys.PRINCIPAL, me)));
  }
}
