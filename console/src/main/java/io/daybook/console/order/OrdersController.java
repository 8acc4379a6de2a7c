package io.daybook.console.order;

import io.daybook.console.api.Api;
import io.daybook.console.api.Contract;
import io.daybook.console.page.HtmlPages;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Orders: searched, filtered, as of an instant, page by page. */
@Controller
class OrdersController {
  private static final String PLACE = "/console/orders";
  private static final int PAGE = 50;

  private final Api api;
  private final Contract contract;
  private final HtmlPages pages;

  OrdersController(Api api, Contract contract, HtmlPages pages) {
    this.api = api;
    this.contract = contract;
    this.pages = pages;
  }

  private record Found(Hits byCustomer, Hits bySku, Hits byTrackingNumber) {}

  private record Hits(List<Hit> edges) {}

  private record Hit(Order node) {}

  private record Order(String id) {}

  @Allowed({Role.CUSTOMER, Role.CLERK, Role.WAREHOUSE, Role.FINANCE, Role.OPERATOR, Role.AUDITOR})
  @GetMapping(PLACE)
  View list(
      @RequestParam(defaultValue = "") String customer,
      @RequestParam(defaultValue = "") String sku,
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "") String tracking,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String asOf,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String format) {
    var filter = new OrderFilter(customer, sku, status, tracking, from, to, asOf);
    var asked = filter.variables();
    asked.put("first", PAGE);
    if (!after.isEmpty()) {
      asked.put("after", after);
    }
    var page = api.ask("orders", asked, OrdersAnswer.class);
    if (format.equals("csv")) {
      return csv(page);
    }
    var info = page.orders().pageInfo();
    var query = filter.query();
    var cursor = info.endCursor();
    return pages.page(
        "order/orders.jte",
        "Orders",
        new OrdersScreen(
            filter,
            contract.values("OrderStatus"),
            page,
            info.hasNextPage() && cursor != null ? address(query, "after", cursor) : null,
            address(join(query, "after", after), "format", "csv"),
            after.isEmpty()));
  }

  /** A text that may be an order, a customer, a SKU or a tracking number leads to what it is. */
  @Allowed({Role.CUSTOMER, Role.CLERK, Role.WAREHOUSE, Role.FINANCE, Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/console/search")
  View search(@RequestParam(defaultValue = "") String q, HttpServletRequest request) {
    var text = q.strip();
    if (text.isEmpty()) {
      return pages.redirect(PLACE, "", request);
    }
    if (text.matches("order-[0-9a-f-]{36}")) {
      return pages.redirect(PLACE + "/" + text, "", request);
    }
    var found = api.ask("search", Map.of("text", text, "tracking", text), Found.class);
    var byTracking = found.byTrackingNumber().edges();
    if (byTracking.size() == 1) {
      return pages.redirect(PLACE + "/" + byTracking.getFirst().node().id(), "", request);
    }
    var filter =
        found.bySku().edges().isEmpty()
            ? OrderFilter.none().withCustomer(text)
            : OrderFilter.none().withSku(text);
    return pages.redirect(PLACE + "?" + filter.query(), "", request);
  }

  private static String address(String query, String name, String value) {
    return PLACE + "?" + join(query, name, value);
  }

  private static String join(String query, String name, String value) {
    var more = value.isEmpty() ? "" : name + "=" + OrderFilter.encode(value);
    return query + (query.isEmpty() || more.isEmpty() ? "" : "&") + more;
  }

  private static View csv(OrdersAnswer page) {
    return (_, _, response) -> {
      response.setContentType("text/csv");
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response.setHeader("Content-Disposition", "attachment; filename=\"orders.csv\"");
      response
          .getOutputStream()
          .write(OrdersCsv.of(page.summaries()).getBytes(StandardCharsets.UTF_8));
    };
  }
}
