package io.daybook.projection;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A row of a read table, by the names of its columns. Its values are PostgreSQL's text, so that a
 * row that was read is written back as it was.
 */
public final class Row {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][X]")
          .toFormatter(Locale.ROOT);

  private final Map<String, @Nullable String> columns = new HashMap<>();
  private boolean changed;

  /** A row that is still to be written. */
  public static Row of(String column, Object value) {
    return new Row().set(column, value);
  }

  /** A row as it stands in its table. */
  static Row read(List<String> columns, List<@Nullable String> values) {
    var row = new Row();
    for (int i = 0; i < columns.size(); i++) {
      row.columns.put(columns.get(i), values.get(i));
    }
    return row;
  }

  /** Sets a value; money loses its currency. */
  public Row set(String column, @Nullable Object value) {
    columns.put(column, inText(value));
    changed = true;
    return this;
  }

  /** Sets a value if there is none. */
  public Row setIfMissing(String column, Object value) {
    return columns.get(column) == null ? set(column, value) : this;
  }

  /** Adds to a number that is there. */
  public Row add(String column, BigDecimal number) {
    return set(column, new BigDecimal(text(column)).add(number).toPlainString());
  }

  /** Adds to a number that is there. */
  public Row add(String column, long number) {
    return add(column, BigDecimal.valueOf(number));
  }

  /** A value that must be there. */
  public String text(String column) {
    return Objects.requireNonNull(columns.get(column), column);
  }

  /** A number that must be there. */
  public long number(String column) {
    return Long.parseLong(text(column));
  }

  /** A time that must be there, as it was set or as PostgreSQL writes it. */
  public Instant time(String column) {
    return OffsetDateTime.parse(text(column).replace(' ', 'T'), TIME).toInstant();
  }

  /** Whether there is a value. */
  public boolean has(String column) {
    return columns.get(column) != null;
  }

  @Nullable String valueOf(String column) {
    return columns.get(column);
  }

  /** Whether it is not as it stands in its table. */
  boolean isChanged() {
    return changed;
  }

  Set<String> columns() {
    return columns.keySet();
  }

  static @Nullable String inText(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      // PostgreSQL keeps microseconds, and the driver would round in the same way.
      case Instant instant -> instant.plusNanos(500).truncatedTo(ChronoUnit.MICROS).toString();
      case Money money -> money.getAmount().toPlainString();
      default -> value.toString();
    };
  }
}
