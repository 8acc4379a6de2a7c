package io.daybook.reconciliation;

import io.daybook.schema.operation.ReconciliationRequested;
import io.daybook.schema.reconciliation.ReconciliationId;
import io.daybook.web.ListPage;
import io.daybook.web.Refused;
import io.daybook.web.access.Acts;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask of reconciliations over HTTP. */
@RestController
@RequestMapping("/api/operations/reconciliations")
class ReconciliationOperations {
  private static final String PATH = "/api/operations/reconciliations/";

  /** So far ahead may the clock be of somebody who says "from now on". */
  private static final Duration OTHER_CLOCKS = Duration.ofSeconds(30);

  private final Reconciliations reconciliations;
  private final RunReportTable reports;
  private final Clock clock;
  private final Acts acts;

  ReconciliationOperations(
      Reconciliations reconciliations, RunReportTable reports, Clock clock, Acts acts) {
    this.acts = acts;
    this.reconciliations = reconciliations;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * What to compare.
   *
   * @param since what began or changed from here on; without it, the window of a nightly run
   */
  record Request(@Nullable Instant since) {}

  @Allowed(Role.FINANCE)
  @PostMapping
  ResponseEntity<Map<String, String>> start(@RequestBody(required = false) @Nullable Request body) {
    var since = body == null ? null : body.since();
    if (since != null && since.isAfter(clock.instant().plus(OTHER_CLOCKS))) {
      throw Refused.invalidField("since", "past", "must not lie ahead");
    }
    acts.record(id -> new ReconciliationRequested(id, since));
    var started = reconciliations.start(since, () -> true);
    if (started.isEmpty()) {
      throw Refused.conflict(
          "one-reconciliation-at-a-time",
          "A reconciliation is under way; ask again when it has ended");
    }
    return ResponseEntity.accepted()
        .location(URI.create(PATH + started.get()))
        .body(Map.of("id", started.get().toString()));
  }

  /** The newest first. */
  @Allowed({Role.FINANCE, Role.AUDITOR})
  @GetMapping
  ResponseEntity<List<RunReport>> latest(
      @RequestParam(required = false) @Nullable String first,
      @RequestParam(required = false) @Nullable String after) {
    var page = ListPage.of(first, after);
    if (after != null && reports.find(after).isEmpty()) {
      throw ListPage.badCursor();
    }
    return page.answer(reports.latest(after, page.limit()), RunReport::id);
  }

  @Allowed({Role.FINANCE, Role.AUDITOR})
  @GetMapping("/{id}")
  RunReport report(@PathVariable ReconciliationId id) {
    return reports.find(id.toString()).orElseThrow(() -> Refused.missing(id.toString()));
  }
}
