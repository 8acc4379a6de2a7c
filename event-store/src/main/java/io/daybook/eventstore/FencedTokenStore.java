package io.daybook.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that only their owner moves. Axon's store lets a process that has lost a segment claim it
 * again while it stores a token, if nobody owns it just then: a process that stood still would set
 * the token back, and its sagas with it, behind what another one has done meanwhile. Here its batch
 * fails, and it begins anew from the token as it is.
 */
final class FencedTokenStore extends JdbcTokenStore {

  private FencedTokenStore(Builder builder) {
    super(builder);
  }

  /** The tokens of the log's own tables. */
  static TokenStore create(ConnectionProvider connections, Serializer serializer) {
    var schema =
        TokenSchema.builder()
            .setTokenTable("event_log.token_entry")
            .setProcessorNameColumn("processor_name")
            .setTokenTypeColumn("token_type")
            .setTimestampColumn("updated_at")
            .build();
    return new FencedTokenStore(
        JdbcTokenStore.builder()
            .connectionProvider(connections)
            .schema(schema)
            .serializer(serializer)
            .contentType(String.class));
  }

  /** Asked for when no token of this owner could be updated. */
  @Override
  protected void updateToken(
      Connection connection,
      ResultSet resultSet,
      @Nullable TrackingToken token,
      String processorName,
      int segment) {
    throw new UnableToClaimTokenException(
        "Segment %d of %s is no longer this process's".formatted(segment, processorName));
  }
}
