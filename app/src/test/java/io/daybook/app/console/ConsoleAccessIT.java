package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import io.daybook.app.access.AccessTable;
import io.daybook.app.access.CodesForTests;
import io.daybook.web.access.Role;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets into the console, how, and what the browser is told of its pages. */
class ConsoleAccessIT extends PlatformForTests {
  private static final String NO_ORDER = "order-00000000-0000-0000-0000-000000000000";
  private static final Map<String, String[]> FORMS =
      Map.of(
          "resume-all",
          new String[] {"action", "CAPTURE_PAYMENT", "reason", "a reason that nothing has"},
          "skip",
          new String[] {"action", "CAPTURE_PAYMENT", "reason", "for a test"},
          "cancel",
          new String[] {"reason", "for a test"},
          "cancellation",
          new String[] {"reason", "for a test"},
          "address",
          new String[] {
            "recipient", "A", "street", "B", "city", "C", "postalCode", "D", "country", "GB"
          },
          "returns",
          new String[] {"sku", "X", "quantity", "1", "disposition", "RESTOCK", "key", "k"});

  private static final Map<String, String> PLACES =
      Map.of(
          "/console/overview", "Overview",
          "/console/orders", "Orders",
          "/console/stock", "Stock",
          "/console/work", "Work list",
          "/console/projections", "Projections",
          "/console/books", "Books",
          "/console/log", "Log");

  @ParameterizedTest
  @EnumSource(Role.class)
  void each_page_lets_in_whom_the_table_names(Role role) {
    var visitor = Visitor.signedIn(port, "somebody", role);
    var wrong = new ArrayList<String>();
    var hasPages = AccessTable.of("Console").get("GET /console").contains(role);
    AccessTable.of("Console")
        .forEach(
            (what, allowed) -> {
              var answer = ask(visitor, what, hasPages);
              if (allowed.contains(role) == (answer == 403)) {
                wrong.add(what + " answers " + answer);
              }
            });
    assertThat(wrong).isEmpty();
  }

  /** Who it is for says the table of access. */
  @ParameterizedTest
  @EnumSource(
      names = {"CUSTOMER", "CLERK", "WAREHOUSE", "FINANCE", "OPERATOR", "AUDITOR", "PRIVACY"})
  void the_places_of_a_role_are_in_its_menu_and_others_are_refused(Role role) {
    var visitor = Visitor.signedIn(port, "ada", role);
    PLACES.forEach(
        (place, name) -> {
          var isFor = AccessTable.of("Console").get("GET " + place).contains(role);
          var answer = visitor.get(place);
          assertThat(answer.statusCode()).as(place).isEqualTo(isFor ? 200 : 403);
          assertThat(answer.body())
              .contains("<h1>" + (isFor ? name : "This is not for you") + "</h1>");
          assertThat(answer.body().contains(">" + name + "</a>")).as(place).isEqualTo(isFor);
        });
  }

  @Test
  void who_is_not_signed_in_is_sent_to_the_issuer_with_a_challenge() {
    var stranger = new Visitor(port);
    var turned = stranger.get("/console/orders");
    assertThat(turned.statusCode()).isEqualTo(302);
    assertThat(Visitor.location(turned)).endsWith("/console/sign-in/daybook");
    assertThat(Visitor.location(stranger.get(Visitor.location(turned))))
        .contains("/authorize?response_type=code")
        .contains("code_challenge_method=S256")
        .contains("redirect_uri=http://localhost:" + port + "/console/signed-in");
  }

  @Test
  void a_bearer_token_opens_no_page_and_a_cookie_no_api() {
    assertThat(exchange("GET", "/console/orders", "").statusCode()).isEqualTo(302);
    var clerk = Visitor.signedIn(port, "clerk", Role.CLERK);
    assertThat(clerk.get("/api/orders/" + NO_ORDER).statusCode()).isEqualTo(401);
  }

  @Test
  void the_cookie_is_not_for_scripts_nor_for_other_sites() {
    var cookie =
        new Visitor(port)
            .get("/console/sign-in/daybook")
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax");
  }

  @Test
  void a_code_that_nobody_asked_for_signs_nobody_in() {
    var stranger = new Visitor(port);
    var refused = stranger.get("/console/signed-in?code=abc&state=def");
    assertThat(Visitor.location(refused)).endsWith("/console/not-signed-in");
    assertThat(stranger.page("/console/not-signed-in")).contains("Try again");
  }

  @Test
  void a_form_without_the_token_of_its_session_is_refused() {
    var clerk = Visitor.signedIn(port, "clerk", Role.CLERK);
    var path = "/console/orders/" + NO_ORDER + "/cancellation";
    var refused = clerk.postWithoutToken(path, "reason", "forged", "_csrf", "guessed");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("from another session");
    assertThat(clerk.postWithoutToken("/console/sign-out").statusCode()).isEqualTo(403);
  }

  @Test
  void a_page_runs_our_scripts_only_and_none_that_is_in_it() {
    var answer = Visitor.signedIn(port, "clerk", Role.CLERK).get("/console/orders");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(answer.body()).doesNotContainPattern("<script(?![^>]* src=\"/)[^>]*>");
    assertThat(answer.body()).doesNotContain("<style").doesNotContain(" style=");
    var parts =
        Pattern.compile("(?:src|href)=\"(/(?:webjars|console/assets)[^\"]+)\"")
            .matcher(answer.body())
            .results()
            .map(part -> part.group(1))
            .toList();
    assertThat(parts).hasSize(4);
    for (var part : parts) {
      assertThat(new Visitor(port).get(part).statusCode()).as(part).isEqualTo(200);
    }
  }

  @Test
  void who_signs_out_is_out() {
    var clerk = Visitor.signedIn(port, "clerk", Role.CLERK);
    assertThat(clerk.page("/console/orders")).contains("Sign out");
    var out = clerk.post("/console/sign-out");
    assertThat(Visitor.location(out)).endsWith("/console/signed-out");
    assertThat(clerk.page("/console/signed-out")).contains("You are signed out");
    assertThat(clerk.get("/console/orders").statusCode()).isEqualTo(302);
  }

  @Test
  void the_page_that_was_asked_for_is_shown_after_signing_in() {
    var somebody = new Visitor(port);
    somebody.get("/console/orders?sku=TEA");
    var start = somebody.get("/console/sign-in/daybook");
    var state = Visitor.location(start).replaceAll(".*[?&]state=([^&]+).*", "$1");
    var code = CodesForTests.codeOf("clerk", Role.CLERK);
    var done = somebody.get("/console/signed-in?code=" + code + "&state=" + state);
    assertThat(Visitor.location(done)).contains("/console/orders?sku=TEA");
  }

  private static int ask(Visitor visitor, String what, boolean hasPages) {
    var words = what.split(" ", 2);
    var path =
        words[1].replace("{id}", NO_ORDER).replace("{sku}", "NOTHING").replace("{name}", "nothing");
    if (words[0].equals("GET")) {
      return visitor.status(path);
    }
    var form = FORMS.getOrDefault(path.replaceAll(".*/", ""), new String[] {"reason", "a test"});
    // Without a page there is no token to send; then the form is refused for want of it.
    return (hasPages ? visitor.post(path, form) : visitor.postWithoutToken(path, form))
        .statusCode();
  }
}
