package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody decided or looked at, as the log has it: type, payload and metadata. */
public record LoggedActs(JdbcTemplate jdbc) {
  private static final String EVENT =
      """
      select json_build_object('type', regexp_replace(payload_type, '.*\\.', ''),
                               'payload', payload, 'metadata', metadata)::text
        from event_log.domain_event
      """;

  /** Where the log ends now. */
  public long head() {
    return jdbc.queryForObject(
        "select coalesce(max(position), -1) from event_log.domain_event", Long.class);
  }

  /** The acts since then, in the order of the log. */
  public List<JsonNode> after(long position) {
    return jdbc.query(
        EVENT + "where position > ? and stream like 'act-%' order by position",
        (row, _) -> JsonMapper.shared().readTree(row.getString(1)),
        position);
  }

  /** The events of a stream that have a type, in the order of the log. */
  List<JsonNode> of(String stream, String type) {
    return jdbc.query(
        EVENT + "where stream = ? and payload_type like '%.' || ? order by position",
        (row, _) -> JsonMapper.shared().readTree(row.getString(1)),
        stream,
        type);
  }

  /** That an event is somebody's own decision, as a token says. */
  public static void assertDecidedBy(String who, JsonNode event) {
    var origin = event.path("metadata");
    assertThat(origin.path("actor").asString("")).as("actor of " + event).isEqualTo(who);
    assertThat(origin.path("principal").asString("")).as("principal of " + event).isEqualTo(who);
    assertThat(origin.path("client").asString("")).as("client of " + event).isEqualTo("tests");
    assertThat(origin.path("issuer").asString(""))
        .as("issuer of " + event)
        .isEqualTo(IssuerForTests.address());
  }
}
