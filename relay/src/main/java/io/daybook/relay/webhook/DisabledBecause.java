package io.daybook.relay.webhook;

/** Why nothing is sent to an endpoint. */
enum DisabledBecause {
  /** Its owner wants it so. */
  ASKED,
  /** Nothing could be delivered for too long. */
  FAILING,
  /** It has answered that it wants nothing more (410). */
  GONE
}
