package io.daybook.console.projection;

import io.daybook.console.api.Api;
import io.daybook.console.page.HtmlPages;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** Which node follows which part of the log. */
@Controller
class ProcessorsController {
  private final Api api;
  private final HtmlPages pages;

  ProcessorsController(Api api, HtmlPages pages) {
    this.api = api;
    this.pages = pages;
  }

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/console/projections/processors/{name}")
  View segments(@PathVariable String name) {
    var path = ModelsController.PROCESSORS + "/" + Api.segment(name) + "/segments?first=200";
    var segments = Api.as(api.get(path), SegmentsScreen.Segment[].class);
    return pages.page(
        "projection/segments.jte",
        "Segments of " + name,
        new SegmentsScreen(name, Arrays.asList(segments)));
  }
}
