package io.daybook.schema.operation;

/** What can be decided about a webhook subscription. */
public enum WebhookDecision {
  /** From now on its address is told. */
  SUBSCRIBE,
  /** Another address is told, or of other things. */
  CHANGE,
  /** Nothing more is told, and nothing is remembered of it. */
  DELETE,
  /** What is told is signed with a new secret. */
  ROTATE_SECRET,
  /** It is told again, from where it was left. */
  ENABLE,
  /** It is not told for now. */
  DISABLE,
  /** Something is told again that was told before. */
  REDELIVER
}
