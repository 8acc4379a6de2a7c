package io.daybook.schema.operation;

/** What can be decided about what is known of a person. */
public enum PersonalDataDecision {
  /** Nothing of a customer may be erased for now. */
  PLACE_HOLD,
  /** It may again. */
  LIFT_HOLD,
  /** Asks for an erasure. */
  ASK_ERASURE,
  /** Lets an erasure happen that somebody else has asked for. */
  CONFIRM_ERASURE,
  /** Does not let it happen. */
  REFUSE_ERASURE,
  /** Takes out all that is known of a customer. */
  EXPORT,
  /** Has all keys wrapped by the present master key. */
  WRAP_ANEW
}
