package io.daybook.schema.operation;

import io.daybook.schema.order.CustomerId;
import io.daybook.schema.privacy.ErasureId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Somebody decided about what is known of a person. Why is not in it: that is in the receipt of the
 * erasure, in somebody's own words.
 *
 * @param customerId whom it is about; null where it is about all
 * @param erasureId which erasure; null where it is about none
 */
@Revision("1")
public record PersonalDataDecided(
    ActId actId,
    PersonalDataDecision decision,
    @Nullable CustomerId customerId,
    @Nullable ErasureId erasureId)
    implements OperationEvent {}
