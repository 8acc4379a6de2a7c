package io.daybook.schema.operation;

import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * An auditor looked at the shop: one for each request, which may ask for several things. What was
 * answered is not in it.
 */
@Revision("1")
public record DataLookedAt(ActId actId, List<Look> looks) implements OperationEvent {}
