package io.daybook.command.api;

import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.module.SimpleModule;

/** Refuses text with U+0000, which JSON allows and PostgreSQL cannot hold, at the door. */
@Component
class TextWithoutNul extends SimpleModule {
  private static final long serialVersionUID = 1;

  TextWithoutNul() {
    addDeserializer(String.class, new WithoutNul());
  }

  private static final class WithoutNul extends StringDeserializer {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      var text = super.deserialize(parser, context);
      if (text != null && text.indexOf('\0') >= 0) {
        throw InvalidFormatException.from(
            parser, "must not have the character U+0000", text, String.class);
      }
      return text;
    }
  }
}
