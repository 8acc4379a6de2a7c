package io.daybook.privacy;

import io.daybook.schema.Personal.Keeping;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** A text of a record, in JSON. It can be opened only as the field that it was sealed as. */
final class SealedText {
  private SealedText() {}

  private static String named(@Nullable String field) {
    if (field == null) {
      throw new IllegalStateException("A personal text has no name");
    }
    return field;
  }

  /** Writes it. */
  static final class Writer extends ValueSerializer<String> {
    private final Sealing sealing;
    private final Keeping keeping;
    private final @Nullable String field;

    Writer(Sealing sealing, Keeping keeping, @Nullable String field) {
      this.sealing = sealing;
      this.keeping = keeping;
      this.field = field;
    }

    @Override
    public ValueSerializer<?> createContextual(
        SerializationContext context, @Nullable BeanProperty property) {
      return property == null ? this : new Writer(sealing, keeping, property.getName());
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializationContext context) {
      sealing.write(json, keeping, named(field), text);
    }
  }

  /** Reads it. */
  static final class Reader extends ValueDeserializer<String> {
    private final Sealing sealing;
    private final Keeping keeping;
    private final @Nullable String field;

    Reader(Sealing sealing, Keeping keeping, @Nullable String field) {
      this.sealing = sealing;
      this.keeping = keeping;
      this.field = field;
    }

    @Override
    public ValueDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property) {
      return property == null ? this : new Reader(sealing, keeping, property.getName());
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) {
      return sealing.read(context, keeping, named(field), json.getString());
    }
  }
}
