package io.daybook.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Set;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Holds when {@code daybook.roles} names one of the roles; unset means all roles. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnRole.OnRole.class)
@interface ConditionalOnRole {

  /** Any of command, saga, projection, query, console, relay. */
  String[] value();

  /** Reads the property and refuses names that are no roles. */
  final class OnRole implements Condition {
    private static final Set<String> ALL =
        Set.of("command", "saga", "projection", "query", "console", "relay");

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      var wanted = metadata.getAnnotations().get(ConditionalOnRole.class).getStringArray("value");
      return Arrays.stream(wanted).anyMatch(role -> has(context.getEnvironment(), role));
    }

    static boolean has(Environment environment, String role) {
      var configured = environment.getProperty("daybook.roles", "");
      var roles = StringUtils.commaDelimitedListToSet(configured.replace(" ", ""));
      if (!ALL.containsAll(roles)) {
        throw new IllegalArgumentException(
            "daybook.roles=" + configured + " names more than the roles " + ALL);
      }
      return roles.isEmpty() || roles.contains(role);
    }
  }
}
