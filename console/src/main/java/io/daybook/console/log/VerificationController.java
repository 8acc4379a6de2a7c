package io.daybook.console.log;

import io.daybook.console.api.Api;
import io.daybook.console.api.ApiRefused;
import io.daybook.console.page.HtmlPages;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import java.time.Duration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * Has the log verified. It is a form and no link, because it reads the whole log: nothing that
 * follows links, and no page that is loaded again, begins it.
 */
@Controller
class VerificationController {
  private static final String VERIFICATION = "/api/operations/log/verification";

  /** A browser hardly waits longer; {@code daybook verify} does. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Api api;
  private final HtmlPages pages;

  VerificationController(Api api, HtmlPages pages) {
    this.api = api;
    this.pages = pages;
  }

  /**
   * The verdict.
   *
   * @param expect hash of a seal that was kept elsewhere; blank for none
   */
  @Allowed(Role.AUDITOR)
  @PostMapping("/console/log/verification")
  View verify(@RequestParam(defaultValue = "") String expect) {
    var hash = expect.strip();
    var path = hash.isEmpty() ? VERIFICATION : VERIFICATION + "?expect=" + Api.segment(hash);
    try {
      var verdict = Api.as(api.get(path, PATIENCE), Verdict.class);
      return page(200, new VerificationScreen(hash, verdict, null));
    } catch (ApiRefused refused) {
      if (!refused.isMendable()) {
        throw refused;
      }
      return page(refused.status(), new VerificationScreen(hash, null, refused));
    }
  }

  private View page(int status, VerificationScreen screen) {
    return pages.page(status, "log/verification.jte", "Verification of the log", screen);
  }
}
