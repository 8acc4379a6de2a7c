package io.daybook.eventstore.testing;

import io.daybook.eventstore.MetadataKeys;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** Gives the commands that tests send themselves a sender, where they do not name one. */
public final class PrincipalForTests implements MessageDispatchInterceptor<CommandMessage<?>> {
  public static final String NAME = "system:test";

  /** Sends commands as the test. */
  public static CommandGateway gateway(CommandBus bus) {
    return DefaultCommandGateway.builder()
        .commandBus(bus)
        .dispatchInterceptors(List.of(new PrincipalForTests()))
        .build();
  }

  @Override
  public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
      List<? extends CommandMessage<?>> messages) {
    return (_, command) ->
        command.getMetaData().containsKey(MetadataKeys.PRINCIPAL)
            ? command
            : command.andMetaData(Map.of(MetadataKeys.PRINCIPAL, NAME));
  }
}
