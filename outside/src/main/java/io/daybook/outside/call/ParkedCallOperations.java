package io.daybook.outside.call;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.ResumeFulfilment;
import io.daybook.schema.order.OrderId;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Callers;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Resumes many parked fulfilments at once, over HTTP: those whose call to the outside was parked.
 */
@RestController
class ParkedCallOperations {
  private static final int AT_ONCE = 100;
  private static final long PATIENCE_SECONDS = 30;

  private final ParkedCallTable calls;
  private final CommandGateway commands;

  ParkedCallOperations(ParkedCallTable calls, CommandGateway commands) {
    this.calls = calls;
    this.commands = commands;
  }

  /**
   * What was done.
   *
   * @param resumed how many fulfilments; all that is parked of each is tried anew
   * @param more whether there may be more of them than the limit allowed
   */
  record Resumed(int resumed, boolean more) {}

  @Allowed(Role.OPERATOR)
  @PostMapping("/api/operations/fulfilments/resume")
  Resumed resume(@Valid @RequestBody ParkedFilter filter) {
    var found = calls.ordersOf(filter);
    var origin =
        Callers.current().orElseThrow(() -> new IllegalStateException("Nobody asks")).asMetadata();
    var resumed = 0;
    for (int i = 0; i < found.orders().size(); i += AT_ONCE) {
      var some = found.orders().subList(i, Math.min(i + AT_ONCE, found.orders().size()));
      resumed += resume(some, origin);
    }
    return new Resumed(resumed, found.full());
  }

  private int resume(List<OrderId> orders, Map<String, String> origin) {
    var answers =
        orders.stream()
            .map(
                order ->
                    commands
                        .send(
                            new GenericCommandMessage<>(
                                new ResumeFulfilment(new FulfilmentId(order)), origin))
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .handle((_, failure) -> isResumed(failure)))
            .toList();
    return (int) answers.stream().filter(CompletableFuture::join).count();
  }

  /** An operator, or the outside itself, may have been faster. */
  private static boolean isResumed(@Nullable Throwable failure) {
    var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (cause == null) {
      return true;
    }
    if (cause instanceof DomainRejection || cause instanceof AggregateNotFoundException) {
      return false;
    }
    throw cause instanceof RuntimeException passes ? passes : new CompletionException(cause);
  }
}
