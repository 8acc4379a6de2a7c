package io.daybook.query.projection;

import io.daybook.query.BadQuery;
import io.daybook.query.live.LiveChanges;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** The generations of the read models, as those who follow the log have noted them. */
@Controller
class ProjectionQueries {
  private static final String ALL =
      """
      select model, number, version, state, phase, position, target, nodes,
             round(events_per_second)::bigint as rate,
             case when state = 'BUILDING' and events_per_second > 0
                  then ceil((target - position) / events_per_second)::bigint end as seconds_left
        from projection.generation
       where not gone and state <> 'DROPPED'
      """;

  private final JdbcClient jdbc;
  private final LiveChanges live;

  ProjectionQueries(@Qualifier("query") JdbcClient jdbc, LiveChanges live) {
    this.jdbc = jdbc;
    this.live = live;
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
    return jdbc.sql(ALL + " order by model, number").query((row, _) -> projection(row)).list();
  }

  /** Of the generation that is being built, or else of the live one. */
  @SubscriptionMapping
  Flux<Projection> projectionProgress(@Argument String name) {
    if (progress(name).isEmpty()) {
      throw new BadQuery("name", "there is no read model of this name");
    }
    return live.watching(() -> progress(name).orElseThrow());
  }

  private Optional<Projection> progress(String name) {
    return jdbc.sql(
            ALL
                + """
                   and model = :name
                 order by array_position('{FORMER,LIVE}'::text[], state) desc nulls first, number desc limit 1
                """)
        .param("name", name)
        .query((row, _) -> projection(row))
        .optional();
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
