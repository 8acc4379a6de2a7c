package io.daybook.runtime;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.ReflectionUtils;
import org.axonframework.common.annotation.AnnotationUtils;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a command which aggregate it is for. Axon's resolver searches all members of the
 * command's class for annotations at every command, a fifth of the cost of handling one; this
 * searches once per class.
 */
final class CommandTargets implements CommandTargetResolver {
  private final ClassValue<Members> members =
      new ClassValue<>() {
        @Override
        protected Members computeValue(Class<?> command) {
          return new Members(
              annotated(command, TargetAggregateIdentifier.class),
              annotated(command, TargetAggregateVersion.class));
        }
      };

  /** The annotated fields or methods of a command; null where there is none. */
  private record Members(@Nullable Member identifier, @Nullable Member version) {}

  @Override
  public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
    var known = members.get(command.getPayloadType());
    var target = valueOf(known.identifier(), command.getPayload());
    if (target == null) {
      throw new IllegalArgumentException(
          command.getPayloadType().getName() + " names no aggregate by @TargetAggregateIdentifier");
    }
    var version = valueOf(known.version(), command.getPayload());
    return new VersionedAggregateIdentifier(
        target, version == null ? null : Long.valueOf(version.toString()));
  }

  /** The identifier of the aggregate, or null when the command is for none. */
  @Nullable String targetOf(CommandMessage<?> command) {
    var identifier =
        valueOf(members.get(command.getPayloadType()).identifier(), command.getPayload());
    return identifier == null ? null : identifier.toString();
  }

  private static @Nullable Object valueOf(@Nullable Member member, Object command) {
    try {
      return switch (member) {
        case null -> null;
        case Method method -> method.invoke(command);
        case Field field -> field.get(command);
        default -> throw new IllegalArgumentException(member.toString());
      };
    } catch (IllegalAccessException | InvocationTargetException unreadable) {
      throw new IllegalArgumentException("The target of the command cannot be read", unreadable);
    }
  }

  private static @Nullable Member annotated(
      Class<?> command, Class<? extends Annotation> annotation) {
    for (var method : ReflectionUtils.methodsOf(command)) {
      if (AnnotationUtils.isAnnotationPresent(method, annotation)) {
        return ReflectionUtils.ensureAccessible(method);
      }
    }
    for (var field : ReflectionUtils.fieldsOf(command)) {
      if (AnnotationUtils.isAnnotationPresent(field, annotation)) {
        return ReflectionUtils.ensureAccessible(field);
      }
    }
    return null;
  }
}
