package io.daybook.console.page;

import io.daybook.console.api.Contract;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Open;
import io.daybook.web.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** The way in, and the way out. */
@Controller
class HomeController {
  private final Contract contract;
  private final HtmlPages pages;

  HomeController(Contract contract, HtmlPages pages) {
    this.contract = contract;
    this.pages = pages;
  }

  /** The first place that whoever looks may open. */
  @Allowed({
    Role.CUSTOMER,
    Role.CLERK,
    Role.WAREHOUSE,
    Role.FINANCE,
    Role.OPERATOR,
    Role.AUDITOR,
    Role.PRIVACY
  })
  @GetMapping("/console")
  View home(HttpServletRequest request) {
    var places = MenuPlace.of(contract.rights());
    return places.isEmpty()
        ? pages.page(
            "refusal.jte",
            "Daybook",
            new Refusal(
                "Nothing here is for your role",
                "What you may do is done over the API: see docs/access.md."))
        : pages.redirect(places.getFirst().address(), "", request);
  }

  @Open("who has left is not known any more")
  @GetMapping("/console/signed-out")
  View signedOut() {
    return pages.page(
        "door.jte", "Signed out", new Refusal("You are signed out", "Until the next time."));
  }

  @Open("who was not let in is not known")
  @GetMapping("/console/not-signed-in")
  View notSignedIn() {
    return pages.page(
        "door.jte",
        "Not signed in",
        new Refusal(
            "That did not work", "The issuer did not let you in, or took too long. Try again."));
  }
}
