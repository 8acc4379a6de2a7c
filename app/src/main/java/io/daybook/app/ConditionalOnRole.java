package io.daybook.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Holds when {@code daybook.roles} names the role; unset means all roles. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnRole.OnRole.class)
@interface ConditionalOnRole {

  /** One of command, saga, projection, query. */
  String value();

  /** Reads the property and refuses names that are no roles. */
  final class OnRole implements Condition {
    private static final Set<String> ALL = Set.of("command", "saga", "projection", "query");

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      var configured = context.getEnvironment().getProperty("daybook.roles", "");
      var roles = StringUtils.commaDelimitedListToSet(configured.replace(" ", ""));
      if (!ALL.containsAll(roles)) {
        throw new IllegalArgumentException(
            "daybook.roles=" + configured + " names more than the roles " + ALL);
      }
      var role = metadata.getAnnotations().get(ConditionalOnRole.class).getString("value");
      return roles.isEmpty() || roles.contains(role);
    }
  }
}
