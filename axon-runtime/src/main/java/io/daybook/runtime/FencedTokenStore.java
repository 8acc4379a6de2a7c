package io.daybook.runtime;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.function.LongSupplier;
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
      "coalesce(token::json #>> '{currentToken,globalIndex}', token::json ->> 'globalIndex', '-1')::bigint";

  private static final String TOKEN =
      "select stopped, %s from event_log.token_entry where processor_name = ? and segment = ?"
          .formatted(POSITION);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate apart;
  private final LongSupplier headOfLog;
  private final Runnable onClaim;

  private FencedTokenStore(
      Builder builder,
      JdbcTemplate jdbc,
      TransactionTemplate apart,
      LongSupplier headOfLog,
      Runnable onClaim) {
    super(builder);
    this.jdbc = jdbc;
    this.apart = apart;
    this.headOfLog = headOfLog;
    this.onClaim = onClaim;
  }

  /**
   * The tokens of the log's own tables.
   *
   * @param headOfLog the position of the latest event, -1 when there is none
   * @param onClaim told whenever a segment has become this process's, before its token is known
   */
  static TokenStore create(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      ConnectionProvider connections,
      Serializer serializer,
      LongSupplier headOfLog,
      Runnable onClaim) {
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
        apart,
        headOfLog,
        onClaim);
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
    var token = super.fetchToken(processorName, segment);
    onClaim.run();
    return token;
  }

  @Override
  public TrackingToken fetchToken(String processorName, Segment segment) {
    checkNotAhead(processorName, segment.getSegmentId());
    var token = super.fetchToken(processorName, segment);
    onClaim.run();
    return token;
  }

  /** The log is read after the token, so an owner that goes on cannot seem to be ahead of it. */
  private void checkNotAhead(String processorName, int segment) {
    var tokens =
        jdbc.query(
            TOKEN, (row, _) -> new Kept(row.getString(1), row.getLong(2)), processorName, segment);
    for (var token : tokens) {
      if (token.stopped() != null) {
        throw stopped(processorName, segment, token.stopped());
      }
      var head = headOfLog.getAsLong();
      if (token.position() > head) {
        var why =
            "Its token is at position %d, but the log ends at %d".formatted(token.position(), head);
        apart.executeWithoutResult(_ -> stop(processorName, segment, why));
        throw stopped(processorName, segment, why);
      }
    }
  }

  /**
   * A token as it is kept.
   *
   * @param stopped why nobody may go on from it, or null
   * @param position -1 where it has none
   */
  private record Kept(@Nullable String stopped, long position) {}

  private void stop(String processorName, int segment, String why) {
    jdbc.update(
        """
        update event_log.token_entry set stopped = ?
         where processor_name = ? and segment = ? and stopped is null
        """,
        why,
        processorName,
        segment);
  }

  private static IllegalStateException stopped(String processorName, int segment, String why) {
    return new IllegalStateException(
        "Segment %d of %s is stopped: %s. See \"A log that went back\" in docs/operations.md"
            .formatted(segment, processorName, why));
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
