package io.daybook.projection.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterStatementFactory;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Axon's statements, mended in two places. */
final class LetterStatements extends DefaultDeadLetterStatementFactory<EventMessage<?>> {
  private static final String CLAIMABLE =
      """
      select *
        from dead_letter.letter as head
       where projection = ?
         and (processing_started is null or processing_started < ?)
         and not exists (select from dead_letter.letter as earlier
                          where earlier.projection = head.projection
                            and earlier.sequence = head.sequence
                            and earlier.sequence_index < head.sequence_index)
       order by last_touched, id
       limit ? offset ?
      """;

  LetterStatements(Serializer serializer) {
    super(
        DefaultDeadLetterStatementFactory.<EventMessage<?>>builder()
            .schema(LetterTable.SCHEMA)
            .genericSerializer(serializer)
            .eventSerializer(serializer));
  }

  /** Axon compares the offset of a page with places in sequences, and so sees ten sequences. */
  @Override
  public PreparedStatement claimableSequencesStatement(
      Connection connection, String projection, Instant startedBefore, int offset, int limit)
      throws SQLException {
    var statement = connection.prepareStatement(CLAIMABLE);
    statement.setString(1, projection);
    statement.setString(2, DateTimeUtils.formatInstant(startedBefore));
    statement.setInt(3, limit);
    statement.setInt(4, offset);
    return statement;
  }

  /** Axon truncates and cleans the cause of a letter when it is new, not when it fails again. */
  @Override
  public PreparedStatement requeueStatement(
      Connection connection,
      String id,
      @Nullable Cause cause,
      Instant lastTouched,
      MetaData diagnostics)
      throws SQLException {
    var kept = cause == null ? null : EventFailures.kept(cause.type(), cause.message());
    return super.requeueStatement(connection, id, kept, lastTouched, diagnostics);
  }
}
