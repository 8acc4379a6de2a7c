package io.daybook.benchmarks;

import io.daybook.eventstore.MetadataKeys;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.springframework.context.ApplicationContext;

/** Sends commands under a name, without which no command is carried out. */
final class Sender implements MessageDispatchInterceptor<CommandMessage<?>> {
  private static final Map<String, String> NAME =
      Map.of(MetadataKeys.PRINCIPAL, "system:benchmarks");

  private Sender() {}

  static CommandGateway in(ApplicationContext platform) {
    return DefaultCommandGateway.builder()
        .commandBus(platform.getBean(CommandBus.class))
        .dispatchInterceptors(List.of(new Sender()))
        .build();
  }

  @Override
  public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
      List<? extends CommandMessage<?>> messages) {
    return (_, command) -> command.andMetaData(NAME);
  }
}
