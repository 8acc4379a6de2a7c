package io.daybook.web.access;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.Part;
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

  /** No customer has this id. */
  private static final String NOBODY = "";

  /**
   * Keeps its own set.
   *
   * @throws IllegalArgumentException when it has the name of a part of the platform
   */
  public Caller {
    if (subject.startsWith(Part.PREFIX)) {
      throw new IllegalArgumentException("A part of the platform has no token: " + subject);
    }
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
   * The customer whose orders are the only ones that exist for this caller behind a door; null when
   * the door lets the caller in for another role than that of a customer. So a token that is a
   * customer's and of the warehouse has the orders of anybody where the warehouse may go, and
   * elsewhere its own.
   *
   * @param door the roles that the door lets in; where no door is known, every customer has own
   *     orders only
   */
  public @Nullable String onlyCustomerAt(Set<Role> door) {
    if (!isAny(Role.CUSTOMER)
        || door.stream().anyMatch(role -> role != Role.CUSTOMER && roles.contains(role))) {
      return null;
    }
    return customer == null ? NOBODY : customer;
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
