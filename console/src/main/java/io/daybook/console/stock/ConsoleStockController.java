package io.daybook.console.stock;

import io.daybook.console.api.Api;
import io.daybook.console.api.ApiRefused;
import io.daybook.console.api.Contract;
import io.daybook.console.page.HtmlPages;
import io.daybook.console.page.Instants;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;

/** Levels of all SKUs, and the history of one, now and as of then. */
@Controller
@RequestMapping("/console/stock")
class ConsoleStockController {
  /** Else those of which most is reserved come first. */
  static final String BY_SKU = "sku";

  private final Api api;
  private final Contract contract;
  private final HtmlPages pages;

  ConsoleStockController(Api api, Contract contract, HtmlPages pages) {
    this.api = api;
    this.contract = contract;
    this.pages = pages;
  }

  @Allowed({Role.CLERK, Role.WAREHOUSE, Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  View list(
      @RequestParam(defaultValue = "") String sku,
      @RequestParam(defaultValue = "") String asOf,
      @RequestParam(defaultValue = "") String order,
      @RequestParam(defaultValue = "") String after) {
    var asked = moment(asOf);
    asked.put("sort", order.equals(BY_SKU) ? "SKU" : "RESERVED_DESC");
    if (!after.isEmpty()) {
      asked.put("after", after);
    }
    if (!sku.isBlank()) {
      asked.put("skus", List.of(sku.strip()));
    }
    var levels = api.ask("stock", asked, StockAnswer.Levels.class).stockLevels();
    var cursor = levels.pageInfo().endCursor();
    return pages.page(
        "stock/stock.jte",
        "Stock",
        new StockScreen(
            sku.strip(),
            asOf,
            order,
            levels.edges().stream().map(StockAnswer.Edge::node).toList(),
            levels.pageInfo().hasNextPage() && cursor != null ? next(asOf, order, cursor) : null));
  }

  @Allowed({Role.CLERK, Role.WAREHOUSE, Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/{sku}")
  View one(@PathVariable String sku, @RequestParam(defaultValue = "") String asOf) {
    var asked = moment(asOf);
    asked.put("sku", sku);
    asked.put("movements", contract.rights().maySee("Query.stockMovements"));
    var item = api.ask("stock-item", asked, StockAnswer.Item.class);
    if (item.stockLevel() == null) {
      throw ApiRefused.missing("SKU " + sku + (asOf.isEmpty() ? "" : " at that time"));
    }
    var moved = item.stockMovements();
    var movements =
        moved == null
            ? List.<StockAnswer.Movement>of()
            : moved.edges().stream().map(StockAnswer.MovementEdge::node).toList();
    return pages.page(
        "stock/item.jte",
        sku,
        new ItemScreen(
            sku,
            asOf,
            item.stockLevel(),
            item.product(),
            movements,
            item.stockReservations(),
            movements.isEmpty() ? null : StockChart.of(movements),
            moved == null || !moved.pageInfo().hasNextPage()));
  }

  private static Map<String, Object> moment(String asOf) {
    var asked = new HashMap<String, Object>();
    if (!asOf.isEmpty()) {
      asked.put("asOf", Instants.parse(asOf).toString());
    }
    return asked;
  }

  private static String next(String asOf, String order, String cursor) {
    var address = UriComponentsBuilder.fromPath("/console/stock").queryParam("after", "{after}");
    if (!asOf.isEmpty()) {
      address.queryParam("asOf", asOf);
    }
    if (order.equals(BY_SKU)) {
      address.queryParam("order", BY_SKU);
    }
    return address.encode().buildAndExpand(cursor).toUriString();
  }
}
