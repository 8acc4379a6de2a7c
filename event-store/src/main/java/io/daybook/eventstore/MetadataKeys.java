package io.daybook.eventstore;

/** What is recorded beside every event: strings only, because JSON would lose other types. */
public final class MetadataKeys {
  /** Who asked for the command that started it all. */
  public static final String ACTOR = "actor";

  /**
   * Who sent the very command that led to this event: the actor's subject, or the name of a part of
   * the platform, such as {@code system:fulfilment}. No command is carried out without it.
   */
  public static final String PRINCIPAL = "principal";

  /** The client that the actor's token was given to. */
  public static final String CLIENT = "client";

  /** Who has vouched for the actor: the issuer of the token. */
  public static final String ISSUER = "issuer";

  /** The customer for whom the actor has asked; missing where the actor is that customer. */
  public static final String ON_BEHALF_OF = "on_behalf_of";

  /**
   * On a command, never on an event: the customer whose orders are the only ones that exist for its
   * sender; missing where its sender works here.
   */
  public static final String ONLY_CUSTOMER = "only_customer";

  /** Id of the message that started it all. */
  public static final String CORRELATION_ID = "correlation_id";

  /** Id of the message that this one follows from directly. */
  public static final String CAUSATION_ID = "causation_id";

  /**
   * Id of the event that the command followed from which has led to this event; missing where the
   * command came from outside, and in events of release 0.1.0.
   */
  public static final String BECAUSE = "because";

  /** The trace, as in the W3C Trace Context header {@code traceparent}. */
  public static final String TRACE_PARENT = "trace_parent";

  /**
   * A hint on a command, never on an event: its sender presumes that the stream does not exist yet,
   * so it is not looked for. Who is wrong has lost a race and is tried again, with the look.
   */
  public static final String PRESUMED_NEW = "presumed_new";

  /**
   * On a command, never on an event: the {@link Expectation}s that its sender has decided by, in a
   * list. The command is carried out only if they hold; else it has lost a race, and only its
   * sender can decide again.
   */
  public static final String RESTS_ON = "rests_on";

  /**
   * On a command, never on an event: the {@link VersionCondition} under which its sender wants it
   * carried out.
   */
  public static final String IF_MATCH = "if_match";

  /**
   * Beside {@code OrderPlaced}: which fields its request had that it might have left out, separated
   * by commas. Missing in events of release 0.1.0. With the event it says all that was asked for.
   */
  public static final String REQUEST_OPTIONS = "request_options";

  /**
   * A hint on a command that its sender has more of them: so the sender's thread does not handle
   * it, and those that are sent together share their commits.
   */
  public static final String ONE_OF_MANY = "one_of_many";

  /**
   * On a command, never on an event: the {@link Reached} by which its sender learns how far the log
   * was when the command was carried out.
   */
  public static final String REACHED = "reached";

  private MetadataKeys() {}
}
