package io.daybook.outside.call;

import io.daybook.runtime.Processes;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of how processes trust the ports. */
@Component
class LaneTable {
  private final JdbcTemplate jdbc;
  private final Processes processes;

  /**
   * @param calls has made the tables
   */
  LaneTable(DataSource dataSource, Processes processes, CallTable calls) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.processes = processes;
  }

  /**
   * A process that does not trust a port.
   *
   * @param state OPEN: it calls nobody; HALF_OPEN: one call at a time finds out whether that helps
   */
  record Refusing(Port port, String process, String state, Instant since) {}

  /** What this process thinks of a port from now on, and what those that are gone have thought. */
  void tell(Port port, CircuitBreaker.State state) {
    jdbc.update(
        """
        insert into outside.lane (process, port, state) values (?, ?, ?)
        on conflict (process, port) do update set state = excluded.state, since = now()
        """,
        processes.me(),
        port.name(),
        state.name());
    jdbc.update(
        "delete from outside.lane where process <> ? and process <> all (?)",
        processes.me(),
        processes.there().toArray(String[]::new));
  }

  /** Those that are there and do not trust a port. */
  List<Refusing> refusing() {
    return jdbc.query(
        """
        select port, process, state, since from outside.lane
         where state <> 'CLOSED' and process = any (?)
         order by port, process
        """,
        (row, _) ->
            new Refusing(
                Port.valueOf(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant()),
        (Object) processes.there().toArray(String[]::new));
  }
}
