package io.daybook.runtime;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.Tracing;
import io.daybook.eventstore.UnitOfWorkLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Traces commands: what is under way where one is sent is what it follows from, in whatever thread
 * it is handled; and its append is a step of its own, which begins when all that share its unit of
 * work are decided. The log of the application can say which stream a command is for.
 */
final class CommandSteps
    implements MessageDispatchInterceptor<CommandMessage<?>>,
        MessageHandlerInterceptor<CommandMessage<?>> {
  private final Tracing tracing;
  private final LogNotes notes;
  private final CommandTargets targets;

  CommandSteps(Tracing tracing, LogNotes notes, CommandTargets targets) {
    this.tracing = tracing;
    this.notes = notes;
    this.targets = targets;
  }

  @Override
  public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
      List<? extends CommandMessage<?>> messages) {
    return (_, command) -> {
      var here = tracing.current();
      return here == null ? command : command.andMetaData(Map.of(MetadataKeys.TRACE_PARENT, here));
    };
  }

  @Override
  public @Nullable Object handle(
      UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain) throws Exception {
    var command = work.getMessage();
    var stream = targets.targetOf(command);
    try (var _ = notes.write(stream, null, command.getMetaData());
        var step = begin(command, stream)) {
      try {
        if (tracing.isOn()) {
          traceAppend(work, tracing.current());
        }
        return chain.proceed();
      } catch (Exception | Error failure) {
        step.failed(failure);
        throw failure;
      }
    }
  }

  private Tracing.Step begin(CommandMessage<?> command, @Nullable String stream) {
    return tracing.isOn()
        ? tracing.begin(
            "command " + command.getPayloadType().getSimpleName(),
            (String) command.getMetaData().get(MetadataKeys.TRACE_PARENT),
            Instant.now(),
            stream == null ? Map.of() : Map.of("daybook.stream", stream))
        : Tracing.Step.UNTRACED;
  }

  private void traceAppend(UnitOfWork<?> work, @Nullable String command) {
    work.onPrepareCommit(
        commit -> {
          var events = UnitOfWorkLog.of(commit).events();
          if (events > 0) {
            var append =
                tracing.beginBeside(
                    "append",
                    command,
                    Instant.now(),
                    Map.of("daybook.events", Integer.toString(events)));
            commit.onRollback(
                _ -> append.failed(new IllegalStateException("Nothing was appended")));
            commit.onCleanup(_ -> append.close());
          }
        });
  }
}
