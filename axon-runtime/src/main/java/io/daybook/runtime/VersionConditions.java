package io.daybook.runtime;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.StaleVersionException;
import io.daybook.eventstore.UnitOfWorkLog;
import io.daybook.eventstore.VersionCondition;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/**
 * Holds commands to the versions that their senders have asked for ({@link MetadataKeys#IF_MATCH}).
 * As RFC 9110 has it (13.2.1 and 13.1.1), whatever else is wrong with a command is said first, and
 * a command that has nothing left to do is no failure: its sender may not have heard that it was
 * carried out. So an aggregate decides, and what it has decided is thrown away with the unit of
 * work where the version is another one.
 */
final class VersionConditions implements HandlerEnhancerDefinition {

  @Override
  public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
    return original.canHandleMessageType(CommandMessage.class)
        ? new Conditional<>(original)
        : original;
  }

  private static final class Conditional<T> extends WrappedMessageHandlingMember<T> {
    private Conditional(MessageHandlingMember<T> delegate) {
      super(delegate);
    }

    @Override
    public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
      if (!(message.getMetaData().get(MetadataKeys.IF_MATCH)
          instanceof VersionCondition condition)) {
        return super.handle(message, target);
      }
      var version = AggregateLifecycle.getVersion();
      var before = eventsToAppend();
      var answer = super.handle(message, target);
      if (!condition.holds(version) && eventsToAppend() > before) {
        throw new StaleVersionException(version);
      }
      return answer;
    }

    private static int eventsToAppend() {
      return UnitOfWorkLog.of(CurrentUnitOfWork.get()).events();
    }
  }
}
