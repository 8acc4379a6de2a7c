package io.daybook.eventstore;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import javax.sql.DataSource;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tokens that only their owner moves, and that are no further than the log. Axon's store lets a
 * process that has lost a segment claim it again while it stores a token, if nobody owns it just
 * then: a process that stood still would set the token back, and its sagas with it, behind what
 * another one has done meanwhile. Here its batch fails, and it begins anew from the token as it is.
 *
 * <p>A token that is ahead of the log has seen events that are gone: whoever went on from it would
 * skip what is written in their places. Such a segment is stopped, also after the log has grown
 * past the token, until an operator has decided.
 */
final class FencedTokenStore extends JdbcTokenStore {
  /** A reset processor's token is another one, and its own is in it. */
  private static final String POSITION =
      "coalesce(token::json #>> '{currentToken,globalIndex}', token::json ->> 'globalIndex')::bigint";

  private static final String AHEAD =
      """
      select stopped,
             'Its token is at position ' || %1$s || ', but the log ends at ' || (select max(position) from event_log.domain_event)
        from event_log.token_entry
       where processor_name = ? and segment = ?
         and (stopped is not null or %1$s > (select coalesce(max(position), -1) from event_log.domain_event))
      """
          .formatted(POSITION);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate apart;

  private FencedTokenStore(Builder builder, JdbcTemplate jdbc, TransactionTemplate apart) {
    super(builder);
    this.jdbc = jdbc;
    this.apart = apart;
  }

  /** The tokens of the log's own tables. */
  static TokenStore create(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      ConnectionProvider connections,
      Serializer serializer) {

    var schema =
        TokenSchema.builder()
            .setTokenTable("event_log.token_entry")
            .setProcessorNameColumn("processor_name")
            .setTokenTypeColumn("token_type")
            .setTimestampColumn("updated_at")
            .build();
    var apart = new TransactionTemplate(transactions);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    return new FencedTokenStore(
        JdbcTokenStore.builder()
            .connectionProvider(connections)
            .schema(schema)
            .serializer(serializer)
            .contentType(String.class)
            .nodeId(uniqueName()),
        new JdbcTemplate(dataSource),
        apart);
  }

  /**
   * A process's name among all that ever were. Its id and its host's name are for people; in a
   * container they are the same after every start.
   */
  static String uniqueName() {
    return ManagementFactory.getRuntimeMXBean().getName()
        + "/"
        + IdentifierFactory.getInstance().generateIdentifier();
  }

  @Override
  public TrackingToken fetchToken(String processorName, int segment) {
    checkNotAhead(processorName, segment);
    return super.fetchToken(processorName, segment);
  }

  @Override
  public TrackingToken fetchToken(String processorName, Segment segment) {
    checkNotAhead(processorName, segment.getSegmentId());
    return super.fetchToken(processorName, segment);
  }

  /** Token and log are read in one statement, so an owner that goes on cannot seem to be ahead. */
  private void checkNotAhead(String processorName, int segment) {
    var ahead =
        jdbc.query(
            AHEAD,
            (row, _) -> row.getString(1) == null ? row.getString(2) : row.getString(1),
            processorName,
            segment);
    if (!ahead.isEmpty()) {
      apart.executeWithoutResult(
          _ ->
              jdbc.update(
                  """
                  update event_log.token_entry set stopped = ?
                   where processor_name = ? and segment = ? and stopped is null
                  """,
                  ahead.getFirst(),
                  processorName,
                  segment));
      throw new IllegalStateException(
          "Segment %d of %s is stopped: %s. See \"A log that went back\" in docs/operations.md"
              .formatted(segment, processorName, ahead.getFirst()));
    }
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
