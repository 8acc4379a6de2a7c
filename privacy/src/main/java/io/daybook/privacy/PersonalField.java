package io.daybook.privacy;

import io.daybook.schema.Personal;
import io.daybook.schema.Personal.Keeping;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;

/**
 * A text that is marked {@link Personal}. It can be opened only as the field that it was sealed as.
 *
 * @param keeping how long it is kept
 * @param name of the field; null where only the mark is known yet
 */
record PersonalField(Sealing sealing, Keeping keeping, @Nullable String name) {

  /** The only text of a record, by the record's name. */
  static PersonalField of(Sealing sealing, RecordComponent text) {
    return new PersonalField(
        sealing,
        text.getAnnotation(Personal.class).value(),
        text.getDeclaringRecord().getSimpleName());
  }

  /** The same, once it is known whose text it is. */
  PersonalField of(@Nullable BeanProperty property) {
    return property == null ? this : new PersonalField(sealing, keeping, property.getName());
  }

  void write(JsonGenerator json, String text) {
    sealing.write(json, keeping, known(), text);
  }

  String read(JsonParser json, DeserializationContext context) {
    return sealing.read(context, keeping, known(), json.getString());
  }

  private String known() {
    if (name == null) {
      throw new IllegalStateException("A personal text has no name");
    }
    return name;
  }
}
