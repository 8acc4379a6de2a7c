package io.daybook.console.log;

import io.daybook.console.api.Api;
import io.daybook.console.page.HtmlPages;
import io.daybook.console.page.Instants;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The log, by stream, type, person, request and time. Whoever looks is in it too. */
@Controller
class LogController {
  private static final String PLACE = "/console/log";
  private static final List<String> TEXTS =
      List.of("stream", "type", "actor", "principal", "client", "correlation");
  private static final List<String> TIMES = List.of("from", "to");

  private final Api api;
  private final HtmlPages pages;
  private final LogFollowers followers;

  LogController(Api api, HtmlPages pages, LogFollowers followers) {
    this.api = api;
    this.pages = pages;
    this.followers = followers;
  }

  @Allowed(Role.AUDITOR)
  @GetMapping(PLACE)
  View list(@RequestParam Map<String, String> asked) {
    var filter = new LinkedHashMap<String, String>();
    var variables = new HashMap<String, Object>();
    for (var field : TEXTS) {
      var text = asked.getOrDefault(field, "").strip();
      if (!text.isEmpty()) {
        filter.put(field, text);
        variables.put(field, text);
      }
    }
    for (var field : TIMES) {
      var text = asked.getOrDefault(field, "");
      if (!text.isEmpty()) {
        filter.put(field, text);
        variables.put(field, Instants.parse(text).toString());
      }
    }
    if (!asked.getOrDefault("after", "").isEmpty()) {
      variables.put("after", asked.get("after"));
    }
    var page = api.ask("log", variables, LogAnswer.class).auditLog();
    var cursor = page.pageInfo().endCursor();
    return pages.page(
        "log/log.jte",
        "Log",
        new LogScreen(
            filter,
            page.edges().stream().map(LogAnswer.Edge::node).toList(),
            asked.containsKey("follow"),
            page.pageInfo().hasNextPage() && cursor != null ? next(filter, cursor) : null));
  }

  /**
   * Events as they come. It is one look of an auditor, which is noted when it begins.
   *
   * @param last the position of the last event that a browser has seen, when it asks again
   */
  @Allowed(Role.AUDITOR)
  @GetMapping(PLACE + "/live")
  SseEmitter live(
      @RequestParam Map<String, String> asked,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
      HttpServletResponse response) {
    var variables = new HashMap<String, Object>();
    for (var field : TEXTS) {
      var text = asked.getOrDefault(field, "").strip();
      if (!text.isEmpty()) {
        variables.put(field, text);
      }
    }
    if (last != null) {
      variables.put("fromPosition", last);
    }
    return followers.follow(variables, response);
  }

  private static String next(Map<String, String> filter, String cursor) {
    var fields = new LinkedHashMap<>(filter);
    fields.put("after", cursor);
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + Api.segment(field.getValue()))
        .collect(Collectors.joining("&", PLACE + "?", ""));
  }
}
