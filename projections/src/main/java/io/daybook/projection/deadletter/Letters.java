package io.daybook.projection.deadletter;

import io.daybook.projection.Generation;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads dead letters with SQL of our own: Axon's paging repeats letters, and has no keys. */
@Component
public class Letters {
  private static final String LETTERS =
      """
      select letter.*,
             not exists (select from dead_letter.letter as earlier
                          where earlier.projection = letter.projection
                            and earlier.sequence = letter.sequence
                            and earlier.sequence_index < letter.sequence_index) as head
        from dead_letter.letter as letter
       where projection = ?
      """;

  private final JdbcTemplate jdbc;
  private final LetterRows rows;
  private final LettersFromLog converter;

  Letters(DataSource dataSource, LetterRows rows, LettersFromLog converter) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.rows = rows;
    this.converter = converter;
  }

  /** How many events are set aside for a generation. */
  public long count(Generation generation) {
    return one(
        "select count(*) from dead_letter.letter where projection = ?", generation.processor());
  }

  /** How many letters a sequence has. */
  long count(Generation generation, String sequence) {
    return one(
        "select count(*) from dead_letter.letter where projection = ? and sequence = ?",
        generation.processor(),
        sequence);
  }

  /**
   * A page of letters and where the next one starts, which is null on the last page; the letters of
   * a sequence are next to each other, in their order.
   */
  Page page(Generation generation, Cursor after, int limit) {
    var found =
        jdbc.query(
            LETTERS
                + "and (sequence, sequence_index) > (?, ?) order by sequence, sequence_index limit"
                + " ?",
            (row, _) ->
                new Place(
                    rows.letter(row),
                    new Cursor(row.getString("sequence"), row.getLong("sequence_index"))),
            generation.processor(),
            after.sequence(),
            after.index(),
            limit + 1);
    var shown = found.subList(0, Math.min(limit, found.size()));
    return new Page(
        shown.stream().map(Place::letter).toList(),
        found.size() > limit ? shown.getLast().cursor().toString() : null);
  }

  /** A letter with its event as it was when it was set aside. */
  Optional<Contents> contents(Generation generation, String id) {
    return jdbc
        .query(LETTERS + "and id = ?", (row, _) -> rows.contents(row), generation.processor(), id)
        .stream()
        .findFirst();
  }

  /** The first letter of a sequence. */
  Optional<Letter> head(Generation generation, String sequence) {
    return jdbc
        .query(
            LETTERS + "and sequence = ? order by sequence_index limit 1",
            (row, _) -> rows.letter(row),
            generation.processor(),
            sequence)
        .stream()
        .findFirst();
  }

  /**
   * A letter in the form that Axon's queue takes, or nothing when it is gone. Until the end of the
   * transaction no retry can solve it, and one that is about to is waited for.
   */
  Optional<JdbcDeadLetter<EventMessage<?>>> forEviction(Generation generation, String id) {
    return jdbc
        .query(
            "select * from dead_letter.letter where projection = ? and id = ? for update",
            (row, _) -> converter.convertToLetter(row),
            generation.processor(),
            id)
        .stream()
        .findFirst();
  }

  /** Removes the letters of a generation that is dropped. */
  public void forget(Generation generation) {
    jdbc.update("delete from dead_letter.letter where projection = ?", generation.processor());
  }

  private long one(String sql, Object... arguments) {
    var count = jdbc.queryForObject(sql, Long.class, arguments);
    return count == null ? 0 : count;
  }

  private record Place(Letter letter, Cursor cursor) {}

  /** A page of a list. */
  record Page(List<Letter> letters, @Nullable String next) {}

  /** A letter and what is in it. */
  record Contents(Letter letter, @Nullable String revision, JsonNode payload, JsonNode metadata) {}
}
