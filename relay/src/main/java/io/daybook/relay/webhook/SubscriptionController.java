package io.daybook.relay.webhook;

import io.daybook.relay.follow.RelayCursor;
import io.daybook.relay.follow.RelayCursorTable;
import io.daybook.web.IfMatch;
import io.daybook.web.ListPage;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions over HTTP. */
@RestController
@RequestMapping(SubscriptionController.PATH)
class SubscriptionController {
  static final String PATH = "/api/webhook-subscriptions";

  private final Subscriptions subscriptions;
  private final SubscriptionTable table;
  private final SubscriptionDoor door;
  private final RelayCursorTable cursors;

  SubscriptionController(
      Subscriptions subscriptions,
      SubscriptionTable table,
      SubscriptionDoor door,
      RelayCursorTable cursors) {
    this.subscriptions = subscriptions;
    this.table = table;
    this.door = door;
    this.cursors = cursors;
  }

  /**
   * A subscription that was made.
   *
   * @param secret null where the same request came before
   */
  record Made(String id, @Nullable String secret) {}

  /**
   * A secret that was made.
   *
   * @param formerValidUntil null where no other is valid
   */
  record NewSecret(String secret, @Nullable Instant formerValidUntil) {}

  @Allowed(Role.INTEGRATOR)
  @PostMapping
  ResponseEntity<Made> make(
      @RequestHeader(SubscriptionDoor.KEY) String key,
      @Valid @RequestBody SubscriptionRequests.NewSubscription body) {
    var caller = SubscriptionDoor.caller();
    var made = subscriptions.make(SubscriptionDoor.idOf(caller, key), caller, body);
    var answer = ResponseEntity.created(URI.create(PATH + "/" + made.id())).eTag("\"0\"");
    var secret = made.secret();
    return secret == null
        ? answer.header("Idempotent-Replayed", "true").body(new Made(made.id().toString(), null))
        : answer
            .cacheControl(CacheControl.noStore())
            .body(new Made(made.id().toString(), secret.text()));
  }

  @Allowed({Role.INTEGRATOR, Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  ResponseEntity<List<SubscriptionPage>> list(
      @RequestParam @Nullable String first, @RequestParam @Nullable String after) {
    var page = ListPage.of(first, after);
    var caller = SubscriptionDoor.caller();
    var owner = SubscriptionDoor.seesAll(caller) ? null : caller.subject();
    var pages = table.list(owner, after, page.limit()).stream().map(this::pageOf).toList();
    return page.answer(pages, SubscriptionPage::id);
  }

  @Allowed({Role.INTEGRATOR, Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/{id}")
  ResponseEntity<SubscriptionPage> read(@PathVariable String id) {
    var page = pageOf(door.seen(id));
    return ResponseEntity.ok()
        .eTag("\"%d.%d\"".formatted(page.version(), Math.max(0, positionOf(page))))
        .cacheControl(CacheControl.noCache().cachePrivate())
        .body(page);
  }

  @Allowed(Role.INTEGRATOR)
  @PutMapping("/{id}")
  ResponseEntity<Void> change(
      @PathVariable String id, @Valid @RequestBody SubscriptionRequests.ChangedSubscription body) {
    var known = door.owned(id);
    IfMatch.check(known.version());
    subscriptions.change(SubscriptionDoor.caller(), known, body.wanted());
    return ResponseEntity.noContent().eTag("\"" + (known.version() + 1) + "\"").build();
  }

  @Allowed({Role.INTEGRATOR, Role.OPERATOR})
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id) {
    var known = door.seen(id);
    IfMatch.check(known.version());
    subscriptions.delete(SubscriptionDoor.caller(), known);
  }

  @Allowed({Role.INTEGRATOR, Role.OPERATOR})
  @PostMapping("/{id}/enable")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void enable(@PathVariable String id) {
    subscriptions.enable(SubscriptionDoor.caller(), door.seen(id));
  }

  @Allowed({Role.INTEGRATOR, Role.OPERATOR})
  @PostMapping("/{id}/disable")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void disable(@PathVariable String id) {
    subscriptions.disable(SubscriptionDoor.caller(), door.seen(id));
  }

  /** Only its owner gets a secret to see. */
  @Allowed(Role.INTEGRATOR)
  @PostMapping("/{id}/secret/rotation")
  ResponseEntity<NewSecret> rotate(
      @PathVariable String id, @Valid @RequestBody SubscriptionRequests.Rotation body) {
    var known = door.owned(id);
    Caller caller = SubscriptionDoor.caller();
    var secret = subscriptions.rotate(caller, known, body.endFormer());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new NewSecret(secret.text(), subscriptions.formerValidUntil(known.id())));
  }

  private SubscriptionPage pageOf(WebhookSubscription one) {
    return SubscriptionPage.of(
        one, cursors.find(one.id().cursor()).map(RelayCursor::position).orElse(null));
  }

  private static long positionOf(SubscriptionPage page) {
    var position = page.position();
    return position == null ? 0 : position;
  }
}
