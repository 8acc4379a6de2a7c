package io.daybook.projection.deadletter;

import io.daybook.projection.Generation;
import io.daybook.projection.LiveGenerations;
import io.daybook.projection.ReadModel;
import io.daybook.schema.operation.DeadLetterDecision;
import io.daybook.schema.operation.DeadLettersDecided;
import io.daybook.web.Deprecation;
import io.daybook.web.ListPage;
import io.daybook.web.Refused;
import io.daybook.web.access.Acts;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask and decide of dead letters over HTTP. */
@RestController
@RequestMapping("/api/operations/projections/{name}/dead-letters")
class DeadLetterOperations {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterOperations.class);
  private static final Deprecation LIMIT_GOES =
      new Deprecation(Instant.parse("2026-11-28T00:00:00Z"), Instant.parse("2027-11-28T00:00:00Z"));
  private static final int LONGEST_REASON = 500;

  private final Letters letters;
  private final Retries retries;
  private final LetterBoxes boxes;
  private final LiveGenerations generations;
  private final Acts acts;
  private final TransactionTemplate transaction;

  DeadLetterOperations(
      Letters letters,
      Retries retries,
      LetterBoxes boxes,
      LiveGenerations generations,
      Acts acts,
      PlatformTransactionManager transactions) {
    this.letters = letters;
    this.retries = retries;
    this.boxes = boxes;
    this.generations = generations;
    this.acts = acts;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * A page of letters.
   *
   * @param limit what {@code first} was called before; it goes
   */
  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  ResponseEntity<Letters.Page> list(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String first,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String after) {
    var generation = liveOf(name);
    var asked = ListPage.of(first, after);
    var wanted = limit == null ? asked.first() : ListPage.number("limit", limit);
    var page = letters.page(generation, cursorOf(after), wanted);
    var headers = new HttpHeaders();
    if (page.next() != null) {
      headers.add(HttpHeaders.LINK, ListPage.next(page.next()));
    }
    if (limit != null) {
      LIMIT_GOES.tell(headers);
    }
    return ResponseEntity.ok().headers(headers).body(page);
  }

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/{id}")
  Letters.Contents inspect(@PathVariable String name, @PathVariable String id) {
    return letters.contents(liveOf(name), id).orElseThrow(missing(id));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{id}/retry")
  Retries.Outcome retry(@PathVariable String name, @PathVariable String id) {
    var generation = liveOf(name);
    var letter = letters.contents(generation, id).orElseThrow(missing(id)).letter();
    decided(name, DeadLetterDecision.RETRY, letter, "");
    return retries.one(generation, letter.sequence());
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/retry")
  Retries.Summary retryAll(@PathVariable String name) {
    var generation = liveOf(name);
    acts.record(act -> new DeadLettersDecided(act, name, DeadLetterDecision.RETRY, "", "", ""));
    return retries.all(generation);
  }

  @Allowed(Role.OPERATOR)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void discard(
      @PathVariable String name,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason) {
    var generation = liveOf(name);
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw Refused.invalid("reason", "size", "must have 1 to " + LONGEST_REASON + " characters");
    }
    var seen = letters.contents(generation, id).orElseThrow(missing(id)).letter();
    decided(name, DeadLetterDecision.DISCARD, seen, reason);
    transaction.executeWithoutResult(
        _ -> {
          var letter = letters.forEviction(generation, id).orElseThrow(missing(id));
          boxes.of(generation).queue().evict(letter);
        });
    log.warn(
        "Dead letter {} of {} is discarded, {} of {} at position {}: {}",
        seen.id(),
        name,
        seen.event(),
        seen.sequence(),
        seen.position(),
        line(reason));
  }

  private void decided(String model, DeadLetterDecision decision, Letter letter, String reason) {
    var stream = letter.stream() == null ? "" : letter.stream();
    acts.record(act -> new DeadLettersDecided(act, model, decision, letter.id(), stream, reason));
  }

  private Generation liveOf(String name) {
    var model = ReadModel.named(name).orElseThrow(() -> Refused.missing("projection " + name));
    return generations
        .live(model)
        .orElseThrow(() -> Refused.unavailable("The first generation of it is being built"));
  }

  private static Supplier<Refused> missing(String id) {
    return () -> Refused.missing("dead letter " + id);
  }

  private static Cursor cursorOf(@Nullable String after) {
    try {
      return Cursor.parse(after);
    } catch (IllegalArgumentException _) {
      throw ListPage.badCursor();
    }
  }

  /** Nobody writes a line of his own into our log. */
  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
