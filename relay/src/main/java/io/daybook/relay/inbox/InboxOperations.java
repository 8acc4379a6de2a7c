package io.daybook.relay.inbox;

import io.daybook.relay.inbox.AsideTable.Row;
import io.daybook.relay.inbox.Heard.Place;
import io.daybook.schema.operation.HeardMessageDecided;
import io.daybook.schema.operation.MessageDecision;
import io.daybook.web.ListPage;
import io.daybook.web.Refused;
import io.daybook.web.access.Acts;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask and decide of messages that were put aside. */
@RestController
@RequestMapping("/api/operations/inbox/messages")
class InboxOperations {
  private static final Logger log = LoggerFactory.getLogger(InboxOperations.class);
  private static final Pattern PLACE =
      Pattern.compile("([a-z.-]{1,100})-([0-9]{1,9})-([0-9]{1,18})");
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_BODY = 20_000;

  private final AsideTable aside;
  private final InboxRetries retries;
  private final Acts acts;

  InboxOperations(AsideTable aside, InboxRetries retries, Acts acts) {
    this.aside = aside;
    this.retries = retries;
    this.acts = acts;
  }

  /**
   * A message that was put aside, or waits behind one.
   *
   * @param id topic, partition and offset
   * @param key what is kept in order within the topic: an order, or a SKU
   * @param eventId null when none could be read
   * @param reason why it is here; null when it only waits behind another
   */
  record SetAside(
      String id,
      String topic,
      String key,
      @Nullable String eventId,
      @Nullable String reason,
      int attempts,
      Instant since,
      Instant triedAt) {

    static SetAside of(Row row) {
      var place = row.heard().place();
      return new SetAside(
          place.toString(),
          place.topic(),
          row.heard().key(),
          row.eventId(),
          row.reason(),
          row.attempts(),
          row.since(),
          row.triedAt());
    }
  }

  /** A message with its body, as far as people can read it. */
  record SetAsideWithBody(SetAside message, String body) {}

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  ResponseEntity<List<SetAside>> list(
      @RequestParam(required = false) @Nullable String first,
      @RequestParam(required = false) @Nullable String after) {
    var page = ListPage.of(first, after);
    var from = after == null ? null : place(after);
    if (after != null && from == null) {
      throw ListPage.badCursor();
    }
    var rows = aside.page(from, page.limit()).stream().map(SetAside::of).toList();
    return page.answer(rows, SetAside::id);
  }

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/{id}")
  SetAsideWithBody inspect(@PathVariable String id) {
    var row = find(id);
    var body = row.heard().body();
    return new SetAsideWithBody(
        SetAside.of(row), body.substring(0, Math.min(body.length(), LONGEST_BODY)));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{id}/retry")
  InboxRetries.Outcome retry(@PathVariable String id) {
    var row = find(id);
    decided(row, MessageDecision.RETRY, "");
    try {
      return retries.retry(row.heard().line());
    } catch (InboxRetries.NotNowException _) {
      throw notNow();
    }
  }

  @Allowed(Role.OPERATOR)
  @DeleteMapping("/{id}")
  InboxRetries.Outcome discard(
      @PathVariable String id, @RequestParam(defaultValue = "") String reason) {
    var row = find(id);
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw Refused.invalid("reason", "size", "must have 1 to " + LONGEST_REASON + " characters");
    }
    decided(row, MessageDecision.DISCARD, reason);
    log.warn(
        "Discarded: event {} of {} at {}: {}",
        row.eventId(),
        row.heard().key(),
        id,
        reason.replaceAll("\\p{Cntrl}", " "));
    try {
      return retries.discard(row);
    } catch (InboxRetries.NotNowException _) {
      throw notNow();
    }
  }

  private void decided(Row row, MessageDecision decision, String reason) {
    var event = Objects.requireNonNullElse(row.eventId(), "");
    acts.record(
        act ->
            new HeardMessageDecided(
                act, decision, row.heard().place().toString(), event, row.heard().key(), reason));
  }

  private Row find(String id) {
    var place = place(id);
    return (place == null ? java.util.Optional.<Row>empty() : aside.at(place))
        .orElseThrow(() -> Refused.missing("message " + id));
  }

  private static @Nullable Place place(String id) {
    var parts = PLACE.matcher(id);
    return parts.matches()
        ? new Place(
            parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)))
        : null;
  }

  private static Refused notNow() {
    return Refused.unavailable("The log does not answer; what was done is noted, the rest waits");
  }
}
