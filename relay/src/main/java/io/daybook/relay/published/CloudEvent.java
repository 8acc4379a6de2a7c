package io.daybook.relay.published;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.daybook.schema.SchemaJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The attributes of a message, as CloudEvents 1.0 names them.
 *
 * @param time when the event was recorded
 * @param position of the event in the log; a text, because numbers of CloudEvents end at 2^31
 * @param correlationid what started it all
 * @param causationid what it follows from directly
 */
@JsonPropertyOrder({
  "specversion",
  "id",
  "source",
  "type",
  "subject",
  "time",
  "datacontenttype",
  "partitionkey",
  "position",
  "correlationid",
  "causationid",
  "data"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
record CloudEvent(
    String id,
    String type,
    String subject,
    Instant time,
    String position,
    @Nullable String correlationid,
    @Nullable String causationid,
    IntegrationEvent data) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .addModule(SchemaJson.moneyModule())
          .build();

  @JsonProperty
  String specversion() {
    return "1.0";
  }

  @JsonProperty
  String source() {
    return "/daybook";
  }

  @JsonProperty
  String datacontenttype() {
    return "application/json";
  }

  @JsonProperty
  String partitionkey() {
    return subject;
  }

  byte[] asJson() {
    return JSON.writeValueAsBytes(this);
  }
}
