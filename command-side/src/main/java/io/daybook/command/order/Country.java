package io.daybook.command.order;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The code of a country that ISO 3166-1 assigns today, as the JDK lists them. */
@Constraint(validatedBy = Country.IsAssigned.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface Country {

  /** What the caller is told. */
  String message() default "must be a country of ISO 3166-1, such as GB";

  /** Unused; Jakarta Validation wants it. */
  Class<?>[] groups() default {};

  /** Unused; Jakarta Validation wants it. */
  Class<? extends Payload>[] payload() default {};

  /** Null is for others to refuse. */
  final class IsAssigned implements ConstraintValidator<Country, @Nullable String> {
    private static final Set<String> ASSIGNED = Set.of(Locale.getISOCountries());

    @Override
    public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
      return code == null || ASSIGNED.contains(code);
    }
  }
}
