package io.daybook.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What says something of a person, as a text: it is never written in clear, and is gone when its
 * key is. Everything else that is kept is either a pseudonym or says nothing of a person; {@code
 * docs/personal-data.md} has a verdict for each field of each event.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.PARAMETER})
public @interface Personal {
  /** What is read when the key is gone. It satisfies every rule that a personal text has. */
  String ERASED = "erased";

  /** Whose key it is written under. */
  Keeping value() default Keeping.CUSTOMER;

  /** How long it is kept. */
  enum Keeping {
    /** Until the customer is erased. */
    CUSTOMER,
    /** Until the call that needs it has its answer. */
    CALL
  }
}
