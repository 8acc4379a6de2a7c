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
        HeardMessageDecided,
        WebhookDecided,
        WebhookDisabled {

  /** The act, which is the only one of its stream. */
  ActId actId();
}
