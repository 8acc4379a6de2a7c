package com.example.warehouse;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What Daybook is to be told. A row is numbered when its key is locked already (the pick list, or
 * the shelf), so the numbers of one key are in the order in which its transactions commit.
 */
record AnswerTable(JdbcClient jdbc) {

  /** An answer, as it goes into a message. */
  record Answer(
      long number,
      String eventId,
      String topic,
      String type,
      String subject,
      String data,
      String correlation,
      String causation,
      Instant madeAt) {}

  /**
   * Notes an answer, once for what it tells of.
   *
   * @param about what it tells of, such as the parcel: its id follows from that
   */
  void add(
      String topic, String type, String subject, String about, String data, PickTable.Pick of) {
    add(topic, type, subject, about, data, of.correlation(), of.askedBy());
  }

  /** The same for what nobody has asked for. */
  void add(String topic, String type, String subject, String about, String data) {
    add(topic, type, subject, about, data, "", "");
  }

  private void add(
      String topic,
      String type,
      String subject,
      String about,
      String data,
      String correlation,
      String causation) {
    var id = UUID.nameUUIDFromBytes((type + "/" + about).getBytes(StandardCharsets.UTF_8));
    jdbc.sql(
            """
            insert into answer (event_id, topic, type, subject, data, correlation, causation)
            values (?, ?, ?, ?, ?::json, nullif(?, ''), nullif(?, '')) on conflict (event_id) do nothing
            """)
        .params(id.toString(), topic, type, subject, data, correlation, causation)
        .update();
  }

  /** What has not been sent, in order. */
  List<Answer> unsent(int most) {
    return jdbc.sql(
            """
            select number, event_id, topic, type, subject, data,
                   coalesce(correlation, ''), coalesce(causation, ''), made_at
              from answer where sent_at is null order by number limit ?
            """)
        .param(most)
        .query(
            (row, _) ->
                new Answer(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    row.getString(8),
                    row.getTimestamp(9).toInstant()))
        .list();
  }

  void sent(Collection<Answer> answers) {
    jdbc.sql("update answer set sent_at = now() where number in (:numbers)")
        .param("numbers", answers.stream().map(Answer::number).toList())
        .update();
  }
}
