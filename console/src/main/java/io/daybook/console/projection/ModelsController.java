package io.daybook.console.projection;

import io.daybook.console.api.Api;
import io.daybook.console.api.Contract;
import io.daybook.console.page.HtmlPages;
import io.daybook.console.page.Live;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** How far read models are, live, and what operators decide about their generations. */
@Controller
@RequestMapping("/console/projections")
class ModelsController {
  static final String PROCESSORS = "/api/operations/processors";
  private static final String MODELS = "/api/operations/projections";

  private final Api api;
  private final Contract contract;
  private final HtmlPages pages;
  private final LagSamples samples;
  private final Clock clock;
  private final Live live;

  ModelsController(Api api, Contract contract, HtmlPages pages, LagSamples samples, Clock clock) {
    this.samples = samples;
    this.clock = clock;
    this.api = api;
    this.contract = contract;
    this.pages = pages;
    this.live = new Live(pages, "projection/now.jte", () -> read(true, List.of()));
  }

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  View list() {
    var mayDecide = contract.rights().mayDo("POST /api/operations/projections/{name}/rebuild");
    var processors = Api.as(api.get(PROCESSORS + "?first=200"), Processor[].class);
    return pages.page(
        "projection/models.jte", "Projections", read(mayDecide, Arrays.asList(processors)));
  }

  @Allowed(Role.OPERATOR)
  @GetMapping("/live")
  SseEmitter live(HttpServletResponse response) {
    return live.watch(response);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{name}/rebuild")
  View rebuild(@PathVariable String name, HttpServletRequest request) {
    return decide(
        name, "rebuild", "A generation of %s is being built beside the live one.", request);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{name}/pause")
  View pause(@PathVariable String name, HttpServletRequest request) {
    return decide(name, "pause", "The building of %s is paused.", request);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{name}/resume")
  View resume(@PathVariable String name, HttpServletRequest request) {
    return decide(name, "resume", "The building of %s goes on.", request);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{name}/cancel")
  View cancel(@PathVariable String name, HttpServletRequest request) {
    return decide(name, "cancel", "The building of %s is given up.", request);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{name}/rollback")
  View rollBack(@PathVariable String name, HttpServletRequest request) {
    return decide(name, "rollback", "Queries of %s read the former generation again.", request);
  }

  private View decide(String name, String what, String done, HttpServletRequest request) {
    api.send("POST", MODELS + "/" + Api.segment(name) + "/" + what, Map.of(), Map.of());
    return pages.redirect("/console/projections", done.formatted(name), request);
  }

  private ModelsScreen read(boolean mayDecide, List<Processor> processors) {
    var models = Arrays.asList(Api.as(api.get(MODELS), ModelReport[].class));
    var now = clock.instant();
    samples.note(now, models);
    var charts = new HashMap<String, LagChart>();
    for (var model : models) {
      var chart = samples.chart(model.name(), now);
      if (chart != null) {
        charts.put(model.name(), chart);
      }
    }
    return new ModelsScreen(models, processors, charts, mayDecide);
  }

  @EventListener
  void on(ContextClosedEvent closed) {
    live.close();
  }
}
