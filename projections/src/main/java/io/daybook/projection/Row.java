package io.daybook.projection;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.eventhandling.TrackingToken;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Named values of a statement, in the types that PostgreSQL takes. */
public final class Row {
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /** Starts with what every row says: when. */
  public static Row at(Instant at) {
    return new Row().with("at", Timestamp.from(at));
  }

  /** Adds a value; ids become text, instants timestamps. */
  public Row with(String name, @Nullable Object value) {
    values.put(
        name,
        switch (value) {
          case null -> null;
          case Instant instant -> Timestamp.from(instant);
          case Money money -> money.getAmount();
          case Number number -> number;
          case Boolean flag -> flag;
          case Timestamp timestamp -> timestamp;
          default -> value.toString();
        });
    return this;
  }

  /** Adds one property of all items as a text array. */
  public <T> Row withAll(String name, List<T> items, Function<T, Object> property) {
    values.put(
        name, items.stream().map(item -> property.apply(item).toString()).toArray(String[]::new));
    return this;
  }

  /** Adds the position of the event that is being handled. */
  public Row with(TrackingToken token) {
    return with("position", token.position().orElseThrow());
  }

  /** The values for the statement. */
  public Map<String, @Nullable Object> values() {
    return values;
  }
}
