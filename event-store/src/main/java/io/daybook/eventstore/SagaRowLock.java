package io.daybook.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;

/**
 * Locks a saga's row while it is being handled. Axon's own lock is the JVM's: a deadline that fires
 * on one node, and an event that is handled on another, would each overwrite what the other one
 * wrote.
 */
final class SagaRowLock extends PostgresSagaSqlSchema {
  private final SagaSchema schema;

  SagaRowLock(SagaSchema schema) {
    super(schema);
    this.schema = schema;
  }

  @Override
  public PreparedStatement sql_loadSaga(Connection connection, String sagaId) throws SQLException {
    var statement =
        connection.prepareStatement(
            "select %s, %s, %s from %s where %s = ? for update"
                .formatted(
                    schema.serializedSagaColumn(),
                    schema.sagaTypeColumn(),
                    schema.revisionColumn(),
                    schema.sagaEntryTable(),
                    schema.sagaIdColumn()));
    statement.setString(1, sagaId);
    return statement;
  }
}
