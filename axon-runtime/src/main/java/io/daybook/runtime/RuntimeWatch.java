package io.daybook.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which commands and processors of this process stand still, or are stopped. */
public final class RuntimeWatch {
  private final CommandBus bus;
  private final JdbcTemplate jdbc;
  private final Duration wedgedAfter;

  RuntimeWatch(CommandBus bus, JdbcTemplate jdbc, Duration wedgedAfter) {
    this.bus = bus;
    this.jdbc = jdbc;
    this.wedgedAfter = wedgedAfter;
  }

  /**
   * Sentences for an operator; none when all is well.
   *
   * @throws org.springframework.dao.DataAccessException when the database does not answer
   */
  public List<String> troubles() {
    var troubles = new ArrayList<String>();
    if (bus instanceof StreamCommandBus streams
        && streams.longestOpen().compareTo(wedgedAfter) > 0) {
      troubles.add("A command has been waiting for its answer for more than " + wedgedAfter);
    }
    troubles.addAll(
        jdbc.query(
            """
            select processor_name, segment, stopped
              from event_log.token_entry where stopped is not null order by 1, 2
            """,
            (row, _) ->
                "Segment %d of %s is stopped: %s"
                    .formatted(row.getInt(2), row.getString(1), row.getString(3))));
    return troubles;
  }
}
