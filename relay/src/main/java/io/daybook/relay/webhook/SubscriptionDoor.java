package io.daybook.relay.webhook;

import io.daybook.schema.MalformedException;
import io.daybook.web.Refused;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Callers;
import io.daybook.web.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whose subscriptions exist for whom: for an integrator, own ones alone. */
@Component
class SubscriptionDoor {
  static final String KEY = "Idempotency-Key";

  private static final int LONGEST_KEY = 200;

  /** Neither a client nor a subject has this character in its name. */
  private static final char BETWEEN = '\0';

  private final SubscriptionTable table;

  SubscriptionDoor(SubscriptionTable table) {
    this.table = table;
  }

  static Caller caller() {
    return Callers.current().orElseThrow(() -> new IllegalStateException("Nobody asks"));
  }

  /** Whether all of them exist for a caller. */
  static boolean seesAll(Caller caller) {
    return caller.isAny(Role.OPERATOR, Role.AUDITOR);
  }

  /**
   * The subscription of a caller's key.
   *
   * @throws Refused when the key is too long, or empty
   */
  static SubscriptionId idOf(Caller caller, String key) {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw Refused.invalid(KEY, "size", "must have 1 to " + LONGEST_KEY + " characters");
    }
    var name = "webhook:" + caller.client() + BETWEEN + caller.subject() + BETWEEN + key;
    return new SubscriptionId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * One that exists for the caller of the request under way.
   *
   * @throws Refused when there is none
   */
  WebhookSubscription seen(String id) {
    var caller = caller();
    return table
        .find(parse(id))
        .filter(one -> seesAll(caller) || one.owner().equals(caller.subject()))
        .orElseThrow(() -> Refused.missing(id));
  }

  /**
   * One that is the caller's own.
   *
   * @throws Refused when there is none
   */
  WebhookSubscription owned(String id) {
    var caller = caller();
    return table
        .find(parse(id))
        .filter(one -> one.owner().equals(caller.subject()))
        .orElseThrow(() -> Refused.missing(id));
  }

  private static SubscriptionId parse(String id) {
    try {
      return SubscriptionId.parse(id);
    } catch (MalformedException malformed) {
      throw Refused.invalid("id", "form", "" + malformed.getMessage());
    }
  }
}
