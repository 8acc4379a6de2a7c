package io.daybook.schema;

import java.util.Locale;

/**
 * The parts of the platform that send commands of their own accord, or on behalf of who started it
 * all. No token can have such a name: a subject that begins with {@value #PREFIX} is refused.
 */
public enum Part {
  /** The saga that takes an order through its steps. */
  FULFILMENT,
  /** Reports what has waited too long. */
  SWEEPER,
  /** Refunds and restocks what came back. */
  RETURN_POLICY,
  /** Records the outcomes of calls, and what providers report by themselves. */
  OUTSIDE,
  /** Reports what differs between our books and theirs. */
  RECONCILIATION,
  /** Gives up subscribers that cannot be told. */
  RELAY,
  /** Stocks the shelves of an empty shop. */
  DEMO;

  /** Where the names of all parts begin. */
  public static final String PREFIX = "system:";

  /** What is noted beside the events that follow, such as {@code system:return-policy}. */
  public String principal() {
    return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
