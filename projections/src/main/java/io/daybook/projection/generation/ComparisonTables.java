package io.daybook.projection.generation;

import io.daybook.projection.Generation;
import io.daybook.projection.ReadModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Compares the tables of two generations of a model, and keeps what differs. */
@Component
class ComparisonTables {
  /** Of one table; more of them say nothing more. */
  private static final int MOST = 1_000;

  private static final String CHECKSUM =
      "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from %s as t";

  private static final String KEY =
      """
      select attname from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
       where indrelid = ?::regclass and indisprimary order by array_position(indkey::int2[], attnum)
      """;

  private static final String DIFFERING =
      """
      select concat_ws(' ', %1$s) as key,
             array(select key from jsonb_each(coalesce(to_jsonb(l), '{}')) as a (key, was)
                          full join jsonb_each(coalesce(to_jsonb(b), '{}')) as c (key, is_) using (key)
                    where was is distinct from is_ order by key) as columns,
             md5(concat(l::text, ' | ', b::text)) as print
        from %2$s as l full join %3$s as b using (%4$s)
       where l::text is distinct from b::text
       limit %5$d
      """;

  private final JdbcTemplate jdbc;

  ComparisonTables(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * A row that is not the same in both.
   *
   * @param columns whose values differ; all of them where one has no such row
   * @param print of the values on both sides
   */
  record Difference(String table, String key, List<String> columns, String print) {}

  /** What is not the same; nothing where the checksums of a table are. */
  List<Difference> differences(List<String> tables, Generation live, Generation built) {
    var found = new ArrayList<Difference>();
    for (var table : tables) {
      var other = live.schema() + table.substring(table.indexOf('.'));
      if (!checksum(table).equals(checksum(other))) {
        var key = jdbc.query(KEY, (row, _) -> row.getString(1), table);
        var name = table.substring(built.schema().length() + 1);
        found.addAll(
            jdbc.query(
                DIFFERING.formatted(
                    key.stream().map(column -> column + "::text").collect(Collectors.joining(", ")),
                    other,
                    table,
                    String.join(", ", key),
                    MOST),
                (row, _) ->
                    new Difference(
                        name, row.getString(1), columns(row, "columns"), row.getString(3))));
      }
    }
    return found;
  }

  private String checksum(String table) {
    return Objects.requireNonNull(jdbc.queryForObject(CHECKSUM.formatted(table), String.class));
  }

  void keep(Generation built, List<Difference> differences) {
    jdbc.batchUpdate(
        """
        insert into projection.difference (model, number, table_name, key, columns)
        values (?, ?, ?, ?, ?) on conflict do nothing
        """,
        differences.stream()
            .map(
                one ->
                    new Object[] {
                      built.model().title(),
                      built.number(),
                      one.table(),
                      one.key(),
                      one.columns().toArray(String[]::new)
                    })
            .toList());
  }

  List<Difference> kept(Generation built) {
    return jdbc.query(
        """
        select table_name, key, columns from projection.difference
         where model = ? and number = ? order by table_name, key limit %d
        """
            .formatted(MOST),
        (row, _) -> new Difference(row.getString(1), row.getString(2), columns(row, "columns"), ""),
        built.model().title(),
        built.number());
  }

  /** When the live generation was last to be compared, or when there was first one. */
  Optional<Instant> lastVerification(ReadModel model) {
    return Optional.ofNullable(
            jdbc.queryForObject(
                """
                select coalesce(max(started_at) filter (where purpose = 'VERIFICATION'), min(live_at))
                  from projection.generation where model = ? and version = ?
                """,
                Timestamp.class,
                model.title(),
                model.version()))
        .map(Timestamp::toInstant);
  }

  /** How many rows differed when they were last compared. */
  int differing(ReadModel model) {
    return jdbc
        .queryForList(
            """
            select differing from projection.generation where model = ? and differing is not null
             order by number desc limit 1
            """,
            Integer.class,
            model.title())
        .stream()
        .findFirst()
        .orElse(0);
  }

  private static List<String> columns(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
