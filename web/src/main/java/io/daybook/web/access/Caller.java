package io.daybook.web.access;

import io.daybook.eventstore.MetadataKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as a verified token says.
 *
 * @param subject {@code sub} of the token
 * @param client the client that the token was given to ({@code client_id} or {@code azp})
 * @param issuer {@code iss} of the token
 * @param customer whose orders are this caller's own; null when the token is no customer's
 */
public record Caller(
    String subject, String client, String issuer, Set<Role> roles, @Nullable String customer) {

  /** Keeps its own set. */
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Whether this caller has one of the roles. */
  public boolean isAny(Role... any) {
    for (var role : any) {
      if (roles.contains(role)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The customer whose orders are the only ones that exist for this caller; null for those who work
   * here.
   */
  public @Nullable String onlyCustomer() {
    return isAny(Role.CUSTOMER) && roles.size() == 1 ? customer : null;
  }

  /** Beside every event that follows from what this caller asks for. */
  public Map<String, String> asMetadata() {
    var notes = new HashMap<String, String>();
    notes.put(MetadataKeys.ACTOR, subject);
    notes.put(MetadataKeys.PRINCIPAL, subject);
    notes.put(MetadataKeys.CLIENT, client);
    notes.put(MetadataKeys.ISSUER, issuer);
    return notes;
  }
}
