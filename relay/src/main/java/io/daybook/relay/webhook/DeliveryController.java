package io.daybook.relay.webhook;

import io.daybook.web.ListPage;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of deliveries, over HTTP, and to have them again. */
@RestController
@RequestMapping(SubscriptionController.PATH + "/{id}")
class DeliveryController {
  private static final Pattern ATTEMPT = Pattern.compile("[0-9]{1,18}");
  private static final Pattern HELD = Pattern.compile("([0-9]{1,18})\\.([a-z0-9.-]{1,100})");

  private final SubscriptionDoor door;
  private final AttemptTable attempts;
  private final Redeliveries redeliveries;

  DeliveryController(SubscriptionDoor door, AttemptTable attempts, Redeliveries redeliveries) {
    this.door = door;
    this.attempts = attempts;
    this.redeliveries = redeliveries;
  }

  /** The latest attempts, or those of them that failed. */
  @Allowed({Role.INTEGRATOR, Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/deliveries")
  ResponseEntity<List<AttemptTable.Attempt>> deliveries(
      @PathVariable String id,
      @RequestParam @Nullable String first,
      @RequestParam @Nullable String after,
      @RequestParam(defaultValue = "false") boolean failed) {
    var page = ListPage.of(first, after);
    if (after != null && !ATTEMPT.matcher(after).matches()) {
      throw ListPage.badCursor();
    }
    var known = door.seen(id);
    var before = after == null ? Long.MAX_VALUE : Long.parseLong(after);
    return page.answer(
        attempts.attempts(known.id(), failed, before, page.limit()), one -> "" + one.id());
  }

  /** What is held back, and what was given up. */
  @Allowed({Role.INTEGRATOR, Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/held-deliveries")
  ResponseEntity<List<AttemptTable.HeldBack>> held(
      @PathVariable String id,
      @RequestParam @Nullable String first,
      @RequestParam @Nullable String after) {
    var page = ListPage.of(first, after);
    var last = HELD.matcher(after == null ? "0.-" : after);
    if (!last.matches()) {
      throw ListPage.badCursor();
    }
    var known = door.seen(id);
    var position = after == null ? -1 : Long.parseLong(last.group(1));
    return page.answer(
        attempts.held(known.id(), position, last.group(2), page.limit()),
        AttemptTable.HeldBack::key);
  }

  @Allowed({Role.INTEGRATOR, Role.OPERATOR})
  @PostMapping("/redelivery")
  ResponseEntity<Void> again(
      @PathVariable String id, @Valid @RequestBody SubscriptionRequests.Redelivery body) {
    var known = door.seen(id);
    if (body.onwards()) {
      redeliveries.everythingFrom(SubscriptionDoor.caller(), known, body.position());
    } else {
      redeliveries.one(SubscriptionDoor.caller(), known, body.position());
    }
    return ResponseEntity.accepted()
        .location(URI.create(SubscriptionController.PATH + "/" + known.id()))
        .build();
  }
}
