package io.daybook.outside.call;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.Command;
import io.daybook.schema.Part;
import java.util.HashMap;
import java.util.List;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.stereotype.Component;

/** Sends the commands that follow from calls, which say which event had asked for the call. */
@Component
class CallCommands {
  private final CommandGateway commands;
  private final List<CorrelationDataProvider> origins;

  CallCommands(CommandGateway commands, List<CorrelationDataProvider> origins) {
    this.commands = commands;
    this.origins = origins;
  }

  /**
   * Sends a command and waits until it is decided.
   *
   * @throws java.util.concurrent.CompletionException when it was refused, or failed
   */
  void send(Call call, Command command) {
    var metadata = new HashMap<String, Object>();
    origins.forEach(origin -> metadata.putAll(origin.correlationDataFor(call.origin())));
    metadata.put(MetadataKeys.PRINCIPAL, Part.OUTSIDE.principal());
    commands.send(new GenericCommandMessage<>(command, metadata)).join();
  }
}
