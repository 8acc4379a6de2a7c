package io.daybook.query.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/** The generations of the read models, as those who follow the log have noted them. */
@Controller
class ProjectionQueries {
  private final JdbcClient jdbc;

  ProjectionQueries(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A generation of a read model. */
  record Projection(
      String name,
      int generation,
      int version,
      String state,
      String phase,
      long position,
      long target,
      long eventsPerSecond,
      @Nullable Long secondsLeft,
      List<String> nodes) {}

  @QueryMapping
  List<Projection> projections() {
    return jdbc.sql(
            """
            select model, number, version, state, phase, position, target, nodes,
                   round(events_per_second)::bigint as rate,
                   case when state = 'BUILDING' and events_per_second > 0
                        then ceil((target - position) / events_per_second)::bigint end as seconds_left
              from projection.generation
             where not gone and state <> 'DROPPED'
             order by model, number
            """)
        .query((row, _) -> projection(row))
        .list();
  }

  private static Projection projection(ResultSet row) throws SQLException {
    return new Projection(
        row.getString("model"),
        row.getInt("number"),
        row.getInt("version"),
        row.getString("state"),
        row.getString("phase"),
        row.getLong("position"),
        row.getLong("target"),
        row.getLong("rate"),
        row.getObject("seconds_left", Long.class),
        List.of((String[]) row.getArray("nodes").getArray()));
  }
}
