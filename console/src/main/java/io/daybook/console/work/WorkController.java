package io.daybook.console.work;

import io.daybook.console.api.ApiRefused;
import io.daybook.console.api.Contract;
import io.daybook.console.page.HtmlPages;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Callers;
import io.daybook.web.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What waits for an operator, what would follow from each decision, and what becomes of those that
 * are taken.
 */
@Controller
@RequestMapping("/console/work")
class WorkController {
  private static final String RESUME = "POST /api/operations/fulfilments/{orderId}/resume";
  private static final String PREVIEW = "POST /api/operations/fulfilments/preview";

  /** So many may be previewed at once. */
  private static final int MOST = 100;

  private final WorkReader work;
  private final WorkBatches batches;
  private final Contract contract;
  private final HtmlPages pages;

  WorkController(WorkReader work, WorkBatches batches, Contract contract, HtmlPages pages) {
    this.work = work;
    this.batches = batches;
    this.contract = contract;
    this.pages = pages;
  }

  @Allowed({Role.WAREHOUSE, Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  View list() {
    var answer = work.page(null);
    var rights = contract.rights();
    var orders = answer.fulfilments().edges().stream().map(edge -> edge.node().orderId()).toList();
    return pages.page(
        "work/work.jte",
        "Work list",
        new WorkScreen(
            answer.groups(),
            rights.mayDo(PREVIEW) ? work.previewIfThere(orders) : List.of(),
            !answer.fulfilments().pageInfo().hasNextPage(),
            rights.mayDo(RESUME)));
  }

  /** What would follow; a link, because nothing is done. */
  @Allowed(Role.OPERATOR)
  @GetMapping("/preview")
  View preview(
      @RequestParam Decision decision,
      @RequestParam(defaultValue = "") String action,
      @RequestParam(defaultValue = "") List<String> order) {
    var orders = known(order).distinct().limit(MOST).toList();
    var isFinance = Callers.current().filter(WorkController::isFinance).isPresent();
    return pages.page(
        "work/preview.jte",
        "Work list",
        new PreviewScreen(decision, action, work.preview(orders, decision, action), isFinance));
  }

  /**
   * All orders that are parked at an action for a reason, also those that the page does not show.
   */
  @Allowed(Role.OPERATOR)
  @PostMapping("/resume-all")
  View resumeAll(
      @RequestParam String action, @RequestParam String reason, HttpServletRequest request) {
    var batch = batches.begin(Decision.RESUME, Map.of(), () -> work.parked(action, reason));
    return watch(batch, request);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/resume")
  View resume(@RequestParam(defaultValue = "") List<String> order, HttpServletRequest request) {
    return each(Decision.RESUME, order, "", "", request);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/skip")
  View skip(
      @RequestParam(defaultValue = "") List<String> order,
      @RequestParam String action,
      @RequestParam String reason,
      HttpServletRequest request) {
    return each(Decision.SKIP, order, action, reason, request);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/cancel")
  View cancel(
      @RequestParam(defaultValue = "") List<String> order,
      @RequestParam String reason,
      HttpServletRequest request) {
    return each(Decision.CANCEL, order, "", reason, request);
  }

  @Allowed(Role.OPERATOR)
  @GetMapping("/batches/{id}")
  View batch(@PathVariable String id) {
    return pages.page("work/batch.jte", "Work list", mine(id).screen());
  }

  @Allowed(Role.OPERATOR)
  @GetMapping("/batches/{id}/live")
  SseEmitter live(@PathVariable String id, HttpServletResponse response) {
    return batches.watch(mine(id), response);
  }

  private View each(
      Decision decision,
      List<String> order,
      String action,
      String reason,
      HttpServletRequest request) {
    var orders = known(order).distinct().toList();
    var batch =
        batches.begin(
            decision,
            decision.body(action, reason),
            () -> List.<Collection<String>>of(orders).iterator());
    return watch(batch, request);
  }

  private View watch(WorkBatch batch, HttpServletRequest request) {
    return pages.redirect("/console/work/batches/" + batch.id(), "", request);
  }

  private WorkBatch mine(String id) {
    var me = Callers.current().map(Caller::subject).orElse("");
    return batches
        .of(id, me)
        .orElseThrow(() -> ApiRefused.missing("decision of yours that is remembered here"));
  }

  private static Stream<String> known(List<String> orders) {
    return orders.stream().filter(order -> order.matches("order-[0-9a-f-]{36}"));
  }

  private static boolean isFinance(Caller caller) {
    return caller.isAny(Role.FINANCE);
  }
}
