package io.daybook.privacy;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** A text of a record, in JSON. */
final class SealedText {
  private SealedText() {}

  /** Writes it. */
  static final class Writer extends ValueSerializer<String> {
    private final PersonalField field;

    Writer(PersonalField field) {
      this.field = field;
    }

    @Override
    public ValueSerializer<?> createContextual(
        SerializationContext context, @Nullable BeanProperty property) {
      return new Writer(field.of(property));
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializationContext context) {
      field.write(json, text);
    }
  }

  /** Reads it. */
  static final class Reader extends ValueDeserializer<String> {
    private final PersonalField field;

    Reader(PersonalField field) {
      this.field = field;
    }

    @Override
    public ValueDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property) {
      return new Reader(field.of(property));
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) {
      return field.read(json, context);
    }
  }
}
