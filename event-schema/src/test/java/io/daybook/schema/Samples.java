package io.daybook.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.Money;

/** Makes one instance of any record of this module, the same every time. */
public final class Samples {
  private Samples() {}

  /** All event types below a sealed interface. */
  public static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Samples::leaves)
        : Stream.of(type);
  }

  public static Object of(Type type) {
    if (type instanceof ParameterizedType list) {
      return List.of(of(list.getActualTypeArguments()[0]));
    }
    var plain = (Class<?>) type;
    if (plain == String.class) {
      return "text-1";
    } else if (plain == Long.class || plain == long.class) {
      return 7_000_000_000L;
    } else if (plain == int.class) {
      return 3;
    } else if (plain == UUID.class) {
      return new UUID(0x0123456789ab4cdeL, 0x8123456789abcdefL);
    } else if (plain == Instant.class) {
      return Instant.parse("2010-12-01T08:26:00Z");
    } else if (plain == Money.class) {
      return Money.parse("GBP 2.50");
    } else if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    return record(plain);
  }

  private static Object record(Class<?> type) {
    var components = type.getRecordComponents();
    try {
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var values = Arrays.stream(components).map(c -> of(c.getGenericType())).toArray();
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("no sample of " + type, failure);
    }
  }
}
