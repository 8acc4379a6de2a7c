package io.daybook.export;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events as CloudEvents 1.0 in JSON, one a line. {@code subject} is the stream; {@code
 * position}, {@code streamversion}, {@code correlationid} and {@code causationid} are extensions.
 */
final class CloudEvents {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Writer out;

  CloudEvents(Writer out) {
    this.out = out;
  }

  void write(ResultSet event) throws SQLException, IOException {
    var metadata = JSON.readTree(event.getString("metadata"));
    var line =
        JSON.createObjectNode()
            .put("specversion", "1.0")
            .put("id", event.getString("event_id"))
            .put("source", "/daybook/" + event.getString("stream_type"))
            .put("type", "io.daybook." + event.getString("type"))
            .put("subject", event.getString("stream"))
            .put("time", event.getTimestamp("recorded_at").toInstant().toString())
            .put("datacontenttype", "application/json")
            .put("dataschema", "urn:daybook:" + event.getString("type") + ":" + revision(event))
            .put("position", event.getLong("position"))
            .put("streamversion", event.getLong("version"));
    for (var origin : new String[] {"correlation_id", "causation_id"}) {
      var id = metadata.path(origin).asString("");
      if (!id.isEmpty()) {
        line.put(origin.replace("_", ""), id);
      }
    }
    line.set("data", PublicFields.of(JSON.readTree(event.getString("payload"))));
    out.write(JSON.writeValueAsString(line));
    out.write('\n');
  }

  private static String revision(ResultSet event) throws SQLException {
    var revision = event.getString("payload_revision");
    return revision == null ? "1" : revision;
  }
}
