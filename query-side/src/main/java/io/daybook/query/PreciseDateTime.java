package io.daybook.query;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Instants to the microsecond, as the log keeps them. The scalar of the library tells milliseconds:
 * whoever asked about the instant that he was told of an event would be told how it was before that
 * event.
 */
final class PreciseDateTime implements Coercing<OffsetDateTime, String> {
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT);

  private final Coercing<?, ?> library;

  private PreciseDateTime(Coercing<?, ?> library) {
    this.library = library;
  }

  static GraphQLScalarType scalar() {
    var known = ExtendedScalars.DateTime;
    return known.transform(
        scalar -> scalar.coercing(new PreciseDateTime(known.getCoercing())).specifiedByUrl(null));
  }

  @Override
  public String serialize(Object value, GraphQLContext context, Locale locale) {
    if (value instanceof OffsetDateTime time) {
      return MICROSECONDS.format(rounded(time).withOffsetSameInstant(ZoneOffset.UTC));
    }
    throw new CoercingSerializeException("not an instant: " + value.getClass());
  }

  /** As PostgreSQL and the read tables do; only business time is finer in the log. */
  private static OffsetDateTime rounded(OffsetDateTime time) {
    return time.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public @Nullable OffsetDateTime parseValue(Object input, GraphQLContext context, Locale locale) {
    return (OffsetDateTime) library.parseValue(input, context, locale);
  }

  @Override
  public @Nullable OffsetDateTime parseLiteral(
      Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
    return (OffsetDateTime) library.parseLiteral(input, variables, context, locale);
  }

  @Override
  public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
    return library.valueToLiteral(input, context, locale);
  }
}
