package io.daybook.runtime;

import io.daybook.eventstore.MetadataKeys;

/**
 * A command that does not say who has sent it, in {@link MetadataKeys#PRINCIPAL}. Nobody may change
 * anything without a name, so this is a bug of whoever sends it.
 */
public final class NoPrincipalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoPrincipalException(String command) {
    super("Nobody has sent " + command + ": it has no principal");
  }
}
