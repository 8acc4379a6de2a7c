package io.daybook.privacy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** A record of one text, which in JSON is this text. */
final class SealedRecord {
  private SealedRecord() {}

  /** Writes it. */
  static final class Writer extends ValueSerializer<Object> {
    private final PersonalField field;
    private final Method accessor;

    Writer(Sealing sealing, RecordComponent text) {
      this.field = PersonalField.of(sealing, text);
      this.accessor = text.getAccessor();
    }

    @Override
    public void serialize(Object value, JsonGenerator json, SerializationContext context) {
      try {
        field.write(json, (String) accessor.invoke(value));
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** Reads it. */
  static final class Reader extends ValueDeserializer<Object> {
    private final PersonalField field;
    private final Constructor<?> made;

    Reader(Sealing sealing, RecordComponent text) {
      this.field = PersonalField.of(sealing, text);
      try {
        this.made = text.getDeclaringRecord().getDeclaredConstructor(String.class);
      } catch (NoSuchMethodException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) {
      var text = field.read(json, context);
      try {
        return made.newInstance(text);
      } catch (InvocationTargetException refused) {
        throw refused.getCause() instanceof RuntimeException rule
            ? rule
            : new IllegalStateException(refused);
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
