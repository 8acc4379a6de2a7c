package io.daybook.console.books;

import io.daybook.console.api.Api;
import io.daybook.console.api.Contract;
import io.daybook.console.page.HtmlPages;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** Reconciliations: the latest, and what each has found. */
@Controller
@RequestMapping("/console/books")
class BooksController {
  private static final String RUNS = "/api/operations/reconciliations";

  private final Api api;
  private final Contract contract;
  private final HtmlPages pages;

  BooksController(Api api, Contract contract, HtmlPages pages) {
    this.api = api;
    this.contract = contract;
    this.pages = pages;
  }

  @Allowed({Role.FINANCE, Role.AUDITOR})
  @GetMapping
  View list() {
    return pages.page(
        "books/books.jte",
        "Books",
        new BooksScreen(
            Arrays.asList(Api.as(api.get(RUNS), Run[].class)),
            contract.rights().mayDo("POST " + RUNS)));
  }

  @Allowed({Role.FINANCE, Role.AUDITOR})
  @GetMapping("/{id}")
  View one(@PathVariable String id) {
    return pages.page(
        "books/run.jte",
        "Reconciliation",
        Api.as(api.get(RUNS + "/" + Api.segment(id)), Run.class));
  }

  @Allowed(Role.FINANCE)
  @PostMapping("/start")
  View start(HttpServletRequest request) {
    var id = api.send("POST", RUNS, Map.of(), Map.of()).path("id").asString();
    return pages.redirect("/console/books/" + id, "The books are being compared.", request);
  }
}
