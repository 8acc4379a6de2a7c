package io.daybook.projection.deadletter;

import io.daybook.schema.order.ShownEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads rows of letters for operators; one that cannot be read in part is still shown. */
@Component
class LetterRows {
  private static final Logger log = LoggerFactory.getLogger(LetterRows.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Serializer serializer;

  LetterRows(Serializer serializer) {
    this.serializer = serializer;
  }

  Letter letter(ResultSet row) throws SQLException {
    var type = row.getString("payload_type");
    var order = json(row.getBytes("payload")).path("orderId");
    var version = row.getLong("version");
    var cause = row.getString("cause_type");
    return new Letter(
        row.getString("id"),
        row.getString("sequence"),
        row.getBoolean("head"),
        type.substring(type.lastIndexOf('.') + 1),
        position(row.getString("token_type"), row.getBytes("token")),
        row.getString("stream"),
        version < 0 ? null : Long.valueOf(version),
        order.isString() ? order.asString() : null,
        cause == null ? null : new Letter.Cause(cause, row.getString("cause_message")),
        Instant.parse(row.getString("enqueued_at")),
        Instant.parse(row.getString("last_touched")));
  }

  Letters.Contents contents(ResultSet row) throws SQLException {
    return new Letters.Contents(
        letter(row),
        row.getString("payload_revision"),
        shown(row.getBytes("payload")),
        json(row.getBytes("metadata")));
  }

  private @Nullable Long position(@Nullable String type, byte @Nullable [] token) {
    if (type == null || token == null) {
      return null;
    }
    try {
      Object read =
          serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
      var position = read instanceof TrackingToken at ? at.position() : OptionalLong.empty();
      return position.isPresent() ? position.getAsLong() : null;
    } catch (SerializationException unreadable) {
      log.debug("A letter has a token that cannot be read", unreadable);
      return null;
    }
  }

  /** The token of a payment is nobody's to read. */
  private static JsonNode shown(byte @Nullable [] payload) {
    var json = json(payload);
    ShownEvents.hideTokens(json);
    return json;
  }

  private static JsonNode json(byte @Nullable [] bytes) {
    try {
      return bytes == null ? JsonNodeFactory.instance.nullNode() : JSON.readTree(bytes);
    } catch (JacksonException _) {
      return JsonNodeFactory.instance.stringNode("not JSON");
    }
  }
}
