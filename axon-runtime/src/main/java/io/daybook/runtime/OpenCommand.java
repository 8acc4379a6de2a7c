package io.daybook.runtime;

import java.util.Set;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.ResultMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command that has no answer yet. It gets one, once, whatever else is tried. */
final class OpenCommand<C, R> implements CommandCallback<C, R> {
  private static final Logger log = LoggerFactory.getLogger(OpenCommand.class);

  final CommandMessage<C> command;
  final MessageHandler<? super CommandMessage<?>> handler;
  final long since = System.nanoTime();
  private final CommandCallback<? super C, ? super R> callback;
  private final Set<OpenCommand<?, ?>> open;
  private final CommandMeters meters;

  /**
   * @param open all that are open, as long as they are
   */
  OpenCommand(
      CommandMessage<C> command,
      MessageHandler<? super CommandMessage<?>> handler,
      CommandCallback<? super C, ? super R> callback,
      Set<OpenCommand<?, ?>> open,
      CommandMeters meters) {
    this.command = command;
    this.handler = handler;
    this.callback = callback;
    this.open = open;
    this.meters = meters;
    open.add(this);
  }

  /** Whoever asked cannot keep others from their answers: what he throws is his own matter. */
  @Override
  public void onResult(
      CommandMessage<? extends C> handled, CommandResultMessage<? extends R> result) {
    if (open.remove(this)) {
      meters.answered(command, result, System.nanoTime() - since);
      try {
        callback.onResult(handled, result);
      } catch (RuntimeException | Error failure) {
        log.error("The answer to a {} was not taken", command.getCommandName(), failure);
      }
    }
  }

  void answer(ResultMessage<?> result) {
    if (result.isExceptional()) {
      fail(result.exceptionResult());
    } else {
      onResult(command, GenericCommandResultMessage.asCommandResultMessage(result));
    }
  }

  void fail(Throwable failure) {
    onResult(command, GenericCommandResultMessage.asCommandResultMessage(failure));
  }
}
