package io.daybook.saga.fulfilment;

import io.daybook.schema.Command;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.shipping.ParcelItem;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What others are asked to do, once or for each line of the order. It may be asked again at any
 * time, so its commands are idempotent.
 *
 * @param action its name, for operators
 * @param perLine whether there is a command, and an answer, for each line
 * @param commands the commands for the job; if there is one for each line, for these lines
 */
record Ask(
    FulfilmentAction action, boolean perLine, BiFunction<Job, Set<Sku>, List<Command>> commands) {

  static Ask once(FulfilmentAction action, Function<Job, Command> command) {
    return new Ask(action, false, (job, _) -> List.of(command.apply(job)));
  }

  static Ask perLine(FulfilmentAction action, BiFunction<Job, ParcelItem, Command> command) {
    return new Ask(
        action,
        true,
        (job, lines) ->
            job.items().stream()
                .filter(item -> lines.contains(item.sku()))
                .map(item -> command.apply(job, item))
                .toList());
  }

  /** Whose answers are waited for: every line, or none if there is one answer for all. */
  Set<Sku> linesOf(Job job) {
    return perLine ? job.skus() : Set.of();
  }
}
