package io.daybook.schema.operation;

/**
 * What somebody who runs the shop has asked for. It is in the log before it is done, so that
 * nothing is done that the log does not know; whether it could be done is seen elsewhere.
 */
public sealed interface OperationEvent
    permits ReadModelDecided,
        DeadLettersDecided,
        SegmentsRequested,
        ReconciliationRequested,
        PersonalDataDecided,
        DataLookedAt,
        ReplayRequested,
<<<<<<< HEAD
        WebhookDecided,
        WebhookDisabled {
=======
        HeardMessageDecided {
>>>>>>> 33d15e0799497b272bae58b35ba20abb8a94eb88

  /** The act, which is the only one of its stream. */
  ActId actId();
}
