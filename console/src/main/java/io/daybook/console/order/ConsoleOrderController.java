package io.daybook.console.order;

import io.daybook.console.api.Api;
import io.daybook.console.api.ApiRefused;
import io.daybook.console.page.HtmlPages;
import io.daybook.console.page.Instants;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** An order, now and at each moment of its past, and what may be asked for it. */
@Controller
@RequestMapping("/console/orders/{id}")
class ConsoleOrderController {
  private static final Pattern ID = Pattern.compile("order-[0-9a-f-]{36}");

  private final OrderReader orders;
  private final CausesReader causes;
  private final Api api;
  private final HtmlPages pages;

  ConsoleOrderController(OrderReader orders, CausesReader causes, Api api, HtmlPages pages) {
    this.orders = orders;
    this.causes = causes;
    this.api = api;
    this.pages = pages;
  }

  /**
   * The page.
   *
   * @param at a position of the log: all events up to it are known
   * @param time an instant; leads to the position that it is
   */
  @Allowed({Role.CUSTOMER, Role.CLERK, Role.WAREHOUSE, Role.FINANCE, Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  View show(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Long at,
      @RequestParam(required = false) @Nullable String time,
      HttpServletRequest request) {
    if (time != null && !time.isBlank()) {
      var position = orders.positionAt(known(id), Instants.parse(time));
      return pages.redirect("/console/orders/" + id + "?at=" + position, "", request);
    }
    return page(200, orders.read(known(id), at, null));
  }

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/causes")
  View causes(@PathVariable String id) {
    return pages.page("order/causes.jte", "Why it happened", causes.read(known(id)));
  }

  @Allowed({Role.CUSTOMER, Role.CLERK})
  @PostMapping("/cancellation")
  View cancel(@PathVariable String id, @RequestParam String reason, HttpServletRequest request) {
    return ask(
        "POST",
        id,
        "/cancellation",
        Map.of("reason", reason),
        Map.of(),
        "The cancellation is asked for. The history shows what becomes of it.",
        request);
  }

  @Allowed({Role.CUSTOMER, Role.CLERK})
  @PostMapping("/address")
  View changeAddress(
      @PathVariable String id,
      @RequestParam String recipient,
      @RequestParam String street,
      @RequestParam String city,
      @RequestParam String postalCode,
      @RequestParam String country,
      HttpServletRequest request) {
    var address =
        Map.of(
            "recipient",
            recipient,
            "street",
            street,
            "city",
            city,
            "postalCode",
            postalCode,
            "country",
            country);
    return ask(
        "PUT",
        id,
        "/address",
        address,
        Map.of(),
        "The change of the address is asked for. The history shows whether the parcel goes there.",
        request);
  }

  @Allowed({Role.CLERK, Role.WAREHOUSE})
  @PostMapping("/returns")
  View takeBack(
      @PathVariable String id,
      @RequestParam List<String> sku,
      @RequestParam List<Integer> quantity,
      @RequestParam List<String> disposition,
      @RequestParam String key,
      HttpServletRequest request) {
    var lines = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < Math.min(sku.size(), Math.min(quantity.size(), disposition.size())); i++) {
      if (quantity.get(i) > 0) {
        lines.add(
            Map.of(
                "sku", sku.get(i), "quantity", quantity.get(i), "disposition", disposition.get(i)));
      }
    }
    return ask(
        "POST",
        id,
        "/returns",
        Map.of("lines", lines),
        Map.of("Idempotency-Key", key),
        "The goods are taken back. The money follows.",
        request);
  }

  private View ask(
      String method,
      String id,
      String what,
      Map<String, ?> body,
      Map<String, String> headers,
      String done,
      HttpServletRequest request) {
    try {
      api.send(method, "/api/orders/" + known(id) + what, body, headers);
      return pages.redirect("/console/orders/" + id, done, request);
    } catch (ApiRefused refused) {
      if (!refused.isMendable()) {
        throw refused;
      }
      return page(refused.status(), orders.read(id, null, refused));
    }
  }

  private View page(int status, OrderScreen screen) {
    return pages.page(status, "order/order.jte", "Order", screen);
  }

  private static String known(String id) {
    if (!ID.matcher(id).matches()) {
      throw ApiRefused.missing("order of this id");
    }
    return id;
  }
}
