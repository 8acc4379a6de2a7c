package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Our books beside theirs, on a page. */
class ConsoleBooksIT extends PlatformForTests {

  @Test
  void finance_has_the_books_compared_and_reads_what_was_found() {
    var finance = Visitor.signedIn(port, "fin", Role.FINANCE);
    // Another one may be under way, and there is one at a time.
    var begun =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> finance.post("/console/books/start"), answer -> answer.statusCode() == 302);
    var run = Visitor.location(begun);
    assertThat(run).contains("/console/books/reconciliation-");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(finance.page(run)).contains("Payments").doesNotContain("under way"));
    assertThat(finance.page("/console/books")).contains(run.replaceAll("^.*/console", "/console"));
  }

  @Test
  void an_auditor_reads_only() {
    assertThat(Visitor.signedIn(port, "aud", Role.AUDITOR).page("/console/books"))
        .contains("Books")
        .doesNotContain("Compare the books now");
  }
}
