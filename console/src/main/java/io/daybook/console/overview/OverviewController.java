package io.daybook.console.overview;

import io.daybook.console.page.HtmlPages;
import io.daybook.console.page.Live;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Callers;
import io.daybook.web.access.Role;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The overview. It is live for operators; each look of an auditor is noted in the log, so a page
 * that looks by itself would fill it.
 */
@Controller
class OverviewController {
  private final OverviewReader overview;
  private final Live live;
  private final HtmlPages pages;

  OverviewController(OverviewReader overview, HtmlPages pages) {
    this.overview = overview;
    this.live = new Live(pages, "overview/now.jte", () -> overview.read(true));
    this.pages = pages;
  }

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/console/overview")
  View show() {
    var isLive = Callers.current().filter(OverviewController::isOperator).isPresent();
    return pages.page("overview/overview.jte", "Overview", overview.read(isLive));
  }

  @Allowed(Role.OPERATOR)
  @GetMapping("/console/overview/live")
  SseEmitter live(HttpServletResponse response) {
    return live.watch(response);
  }

  @EventListener
  void on(ContextClosedEvent closed) {
    live.close();
  }

  private static boolean isOperator(Caller caller) {
    return caller.isAny(Role.OPERATOR);
  }
}
