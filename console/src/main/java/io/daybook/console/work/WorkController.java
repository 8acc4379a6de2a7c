package io.daybook.console.work;

import io.daybook.console.api.Api;
import io.daybook.console.api.ApiRefused;
import io.daybook.console.api.Contract;
import io.daybook.console.page.HtmlPages;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * What waits for an operator. Of many orders each is decided by a request of its own, so what is
 * refused for one is done for the others, and is told.
 */
@Controller
@RequestMapping("/console/work")
class WorkController {
  private static final String FULFILMENTS = "/api/operations/fulfilments/";

  private final Api api;
  private final Contract contract;
  private final HtmlPages pages;

  WorkController(Api api, Contract contract, HtmlPages pages) {
    this.api = api;
    this.contract = contract;
    this.pages = pages;
  }

  @Allowed({Role.WAREHOUSE, Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  View list() {
    var answer = api.ask("work", Map.of(), WorkAnswer.class);
    var mayDecide = contract.rights().mayDo("POST /api/operations/fulfilments/{orderId}/resume");
    return pages.page(
        "work/work.jte",
        "Work list",
        new WorkScreen(answer.groups(), !answer.fulfilments().pageInfo().hasNextPage(), mayDecide));
  }

  /**
   * All orders that are parked at an action for a reason, also those that the page does not show.
   */
  @Allowed(Role.OPERATOR)
  @PostMapping("/resume-all")
  View resumeAll(
      @RequestParam String action, @RequestParam String reason, HttpServletRequest request) {
    var answer =
        api.send(
            "POST",
            FULFILMENTS + "resume",
            Map.of("action", action, "reason", reason, "limit", 1000),
            Map.of());
    var more = answer.path("more").asBoolean() ? " There are more: resume again." : "";
    return pages.redirect(
        "/console/work",
        answer.path("resumed").asInt() + " orders are tried again." + more,
        request);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/resume")
  View resume(@RequestParam(defaultValue = "") List<String> order) {
    return each("tried again", order, "/resume", Map.of());
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/skip")
  View skip(
      @RequestParam(defaultValue = "") List<String> order,
      @RequestParam String action,
      @RequestParam String reason) {
    return each("given up", order, "/skip", Map.of("action", action, "reason", reason));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/cancel")
  View cancel(@RequestParam(defaultValue = "") List<String> order, @RequestParam String reason) {
    return each("cancelled", order, "/cancel", Map.of("reason", reason));
  }

  private View each(String what, List<String> orders, String path, Map<String, String> body) {
    var outcomes =
        orders.stream()
            .filter(order -> order.matches("order-[0-9a-f-]{36}"))
            .map(order -> one(order, path, body))
            .toList();
    var done = new Done(what, outcomes);
    return pages.page(done.status(), "work/done.jte", "Work list", done);
  }

  private Done.Outcome one(String order, String path, Map<String, String> body) {
    try {
      api.send("POST", FULFILMENTS + order + path, body, Map.of());
      return new Done.Outcome(order, 200, "");
    } catch (ApiRefused refused) {
      return new Done.Outcome(order, refused.status(), refused.inWords());
    }
  }
}
