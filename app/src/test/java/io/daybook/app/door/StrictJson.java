package io.daybook.app.door;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What no schema can say of a body: that it is JSON, once, of text that a database can hold. */
final class StrictJson {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /** What a text is, that is known to be JSON. */
  static JsonNode read(String text) {
    return STRICT.readTree(text);
  }

  /** Whether bytes are one text of JSON, whose objects have no name twice. */
  static boolean isJson(byte[] body) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return !text.isBlank()
          && !text.startsWith("\u0000")
          && !STRICT.readTree(text).isMissingNode();
    } catch (CharacterCodingException | JacksonException _) {
      return false;
    }
  }

  /** Whether all of its texts are of characters, and none of them is NUL. */
  static boolean isText(JsonNode value) {
    if (value.isString()) {
      var text = value.asString();
      return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
    return value.valueStream().allMatch(StrictJson::isText)
        && (!value.isObject()
            || value.propertyNames().stream().allMatch(name -> name.indexOf('\0') < 0));
  }
}
