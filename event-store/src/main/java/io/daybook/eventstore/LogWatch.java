package io.daybook.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.jdbc.core.JdbcTemplate;

/** What of the log stands still in this process, or is stopped. */
public final class LogWatch {
  private final LogTail tail;
  private final CommandBus bus;
  private final Seals seals;
  private final JdbcTemplate jdbc;
  private final Duration wedgedAfter;

  LogWatch(LogTail tail, CommandBus bus, Seals seals, JdbcTemplate jdbc, Duration wedgedAfter) {
    this.tail = tail;
    this.bus = bus;
    this.seals = seals;
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
    if (tail.lastLook().compareTo(wedgedAfter) > 0) {
      troubles.add("The log has not been read for more than " + wedgedAfter);
    }
    if (bus instanceof StreamCommandBus streams
        && streams.longestOpen().compareTo(wedgedAfter) > 0) {
      troubles.add("A command has been waiting for its answer for more than " + wedgedAfter);
    }
    seals.trouble().ifPresent(why -> troubles.add("The log cannot be sealed: " + why));
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
