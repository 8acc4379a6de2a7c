package io.daybook.console.log;

import io.daybook.console.api.Api;
import io.daybook.console.page.HtmlPages;
import io.daybook.console.page.Instants;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The log, by stream, type, person, request and time. Whoever looks is in it too. */
@Controller
class LogController {
  private static final String PLACE = "/console/log";
  private static final List<String> TEXTS =
      List.of("stream", "type", "actor", "principal", "client", "correlation");
  private static final List<String> TIMES = List.of("from", "to");

  private final Api api;
  private final HtmlPages pages;

  LogController(Api api, HtmlPages pages) {
    this.api = api;
    this.pages = pages;
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
            page.pageInfo().hasNextPage() && cursor != null ? next(filter, cursor) : null));
  }

  private static String next(Map<String, String> filter, String cursor) {
    var fields = new LinkedHashMap<>(filter);
    fields.put("after", cursor);
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + Api.segment(field.getValue()))
        .collect(Collectors.joining("&", PLACE + "?", ""));
  }
}
