package io.daybook.console.projection;

import io.daybook.console.api.Api;
import io.daybook.console.api.ApiRefused;
import io.daybook.console.api.Contract;
import io.daybook.console.page.HtmlPages;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import tools.jackson.databind.JsonNode;

/** Events that a read model has set aside: what they are, why, and what is done about them. */
@Controller
@RequestMapping("/console/projections/{name}/dead-letters")
class LettersController {
  private final Api api;
  private final Contract contract;
  private final HtmlPages pages;

  LettersController(Api api, Contract contract, HtmlPages pages) {
    this.api = api;
    this.contract = contract;
    this.pages = pages;
  }

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  View list(@PathVariable String name, @RequestParam(defaultValue = "") String after) {
    var query = "?first=50" + (after.isEmpty() ? "" : "&after=" + Api.segment(after));
    var page = Api.as(api.get(of(name) + query), LettersScreen.Page.class);
    return pages.page(
        "projection/letters.jte",
        "Dead letters of " + name,
        new LettersScreen(
            name,
            page.letters(),
            page.next() == null ? null : place(name) + "?after=" + Api.segment(page.next()),
            mayDecide()));
  }

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/{id}")
  View one(@PathVariable String name, @PathVariable String id) {
    JsonNode found = api.get(of(name) + "/" + Api.segment(id));
    return pages.page(
        "projection/letter.jte",
        "Dead letter of " + name,
        new LetterScreen(
            name,
            Api.as(found.path("letter"), LettersScreen.Letter.class),
            found.path("revision").asString(null),
            found.path("payload").toPrettyString(),
            found.path("metadata").toPrettyString(),
            mayDecide()));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/retry")
  View retryAll(@PathVariable String name, HttpServletRequest request) {
    var said = api.send("POST", of(name) + "/retry", Map.of(), Map.of());
    var done = "%d of %d sequences are posted; %d letters are left.";
    return back(
        name,
        done.formatted(
            said.path("solved").asInt(), said.path("sequences").asInt(), said.path("left").asInt()),
        request);
  }

  /** Each of them for itself; a letter may be gone with one that was posted before it. */
  @Allowed(Role.OPERATOR)
  @PostMapping("/retry-chosen")
  View retryChosen(
      @PathVariable String name,
      @RequestParam(defaultValue = "") List<String> letter,
      HttpServletRequest request) {
    var solved = 0;
    var failures = new ArrayList<String>();
    for (var id : letter) {
      try {
        var path = of(name) + "/" + Api.segment(id) + "/retry";
        var said = api.send("POST", path, Map.of(), Map.of());
        if (said.path("solved").asBoolean()) {
          solved++;
        } else {
          failures.add(said.path("cause").path("message").asString(""));
        }
      } catch (ApiRefused refused) {
        failures.add(refused.inWords());
      }
    }
    return back(name, chosen(solved, letter.size(), "posted", failures), request);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/discard-chosen")
  View discardChosen(
      @PathVariable String name,
      @RequestParam(defaultValue = "") List<String> letter,
      @RequestParam String reason,
      HttpServletRequest request) {
    var discarded = 0;
    var failures = new ArrayList<String>();
    for (var id : letter) {
      try {
        var path = of(name) + "/" + Api.segment(id) + "?reason=" + Api.segment(reason);
        api.send("DELETE", path, Map.of(), Map.of());
        discarded++;
      } catch (ApiRefused refused) {
        failures.add(refused.inWords());
      }
    }
    return back(name, chosen(discarded, letter.size(), "discarded", failures), request);
  }

  private static String chosen(int done, int all, String what, List<String> failures) {
    var words = "%d of %d letters are %s.".formatted(done, all, what);
    return failures.isEmpty()
        ? words
        : words + " The others are not: " + String.join("; ", new LinkedHashSet<>(failures));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{id}/retry")
  View retry(@PathVariable String name, @PathVariable String id, HttpServletRequest request) {
    var said = api.send("POST", of(name) + "/" + Api.segment(id) + "/retry", Map.of(), Map.of());
    return back(
        name,
        said.path("solved").asBoolean()
            ? "It is posted, and what waited behind it."
            : "It failed again: " + said.path("cause").path("message").asString(""),
        request);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{id}/discard")
  View discard(
      @PathVariable String name,
      @PathVariable String id,
      @RequestParam String reason,
      HttpServletRequest request) {
    var path = of(name) + "/" + Api.segment(id) + "?reason=" + Api.segment(reason);
    api.send("DELETE", path, Map.of(), Map.of());
    return back(name, "It is discarded: the read model will never know of this event.", request);
  }

  private View back(String name, String notice, HttpServletRequest request) {
    return pages.redirect(place(name), notice, request);
  }

  private boolean mayDecide() {
    return contract.rights().mayDo("DELETE /api/operations/projections/{name}/dead-letters/{id}");
  }

  private static String of(String name) {
    return "/api/operations/projections/" + Api.segment(name) + "/dead-letters";
  }

  private static String place(String name) {
    return "/console/projections/" + Api.segment(name) + "/dead-letters";
  }
}
