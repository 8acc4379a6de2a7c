package io.daybook.schema.order;

import io.daybook.schema.Command;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes goods back, each line at most once, never more than was delivered. Idempotent per return
 * id.
 */
public record ReturnLines(
    @TargetAggregateIdentifier OrderId orderId, ReturnId returnId, List<ReturnRequest> lines)
    implements Command {
  public ReturnLines {
    lines = List.copyOf(lines);
  }
}
