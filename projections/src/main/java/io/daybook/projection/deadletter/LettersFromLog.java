package io.daybook.projection.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterJdbcConverter;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.stereotype.Component;

/** Makes letters of rows; their events come from the log. */
@Component
final class LettersFromLog extends DefaultDeadLetterJdbcConverter<EventMessage<?>> {
  private final EventStore log;

  LettersFromLog(Serializer serializer, EventStore log) {
    super(
        DefaultDeadLetterJdbcConverter.<EventMessage<?>>builder()
            .schema(LetterTable.SCHEMA)
            .genericSerializer(serializer)
            .eventSerializer(serializer));
    this.log = log;
  }

  @Override
  public JdbcDeadLetter<EventMessage<?>> convertToLetter(ResultSet row) throws SQLException {
    return new LetterFromLog(super.convertToLetter(row), log);
  }
}
