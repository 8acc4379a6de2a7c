package io.daybook.runtime;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tokens that only their owner moves, and that are no further than the log. Axon's store lets a
 * process that has lost a segment claim it again while it stores a token, if nobody owns it just
 * then: a process that stood still would set the token back, and its sagas with it, behind what
 * another one has done meanwhile. Here its batch fails, and it begins anew from the token as it is.
 *
 * <p>A claim holds as long as its owner gives signs of life, and Axon is offered only those
 * segments that are this process's by {@link Division}. So nothing has to be written for a segment
 * that has nothing to do.
 *
 * <p>A token that is ahead of the log has seen events that are gone: whoever went on from it would
 * skip what is written in their places. Such a segment is stopped, also after the log has grown
 * past the token, until an operator has decided.
 */
final class FencedTokenStore implements TokenStore {
  private final TokenTable table;
  private final TokenJson json;
  private final Claims claims;
  private final String owner;
  private final TransactionTemplate apart;
  private final LongSupplier headOfLog;
  private final Predicate<String> runsHere;
  private final Runnable onClaim;

  /**
   * The tokens of the log's own tables.
   *
   * @param owner the name of this process
   * @param headOfLog the position of the latest event, -1 when there is none
   * @param runsHere whether a processor is running in this process
   * @param onClaim told whenever a segment has become this process's, before its token is known
   */
  FencedTokenStore(
      TokenTable table,
      TokenJson json,
      Claims claims,
      String owner,
      PlatformTransactionManager transactions,
      LongSupplier headOfLog,
      Predicate<String> runsHere,
      Runnable onClaim) {
    this.table = table;
    this.json = json;
    this.claims = claims;
    this.owner = owner;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.headOfLog = headOfLog;
    this.runsHere = runsHere;
    this.onClaim = onClaim;
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

  /** Claims a segment with the part of all events that it was when this process was offered it. */
  @Override
  public TrackingToken fetchToken(String processorName, Segment segment) {
    var token = claim(processorName, segment.getSegmentId(), false);
    var there = segments(processorName);
    if (!segment.equals(Segment.computeSegment(segment.getSegmentId(), there))) {
      throw new UnableToClaimTokenException(
          "%s of %s was split or merged".formatted(segment, processorName));
    }
    claims.claimed(processorName, segment, token);
    return token;
  }

  /**
   * Claims a segment whatever part it is. When the processor does not run here, it is about to be
   * reset: that takes its tokens from whoever owns them, and what these do meanwhile does not
   * commit.
   */
  @Override
  public TrackingToken fetchToken(String processorName, int segment) {
    return claim(processorName, segment, !runsHere.test(processorName));
  }

  private TrackingToken claim(String processorName, int segment, boolean anyway) {
    checkNotAhead(processorName, segment);
    var token =
        table
            .claim(processorName, segment, owner, anyway)
            .orElseThrow(
                () ->
                    new UnableToClaimTokenException(
                        "Segment %d of %s is not there, or another process's"
                            .formatted(segment, processorName)));
    onClaim.run();
    return json.read(token);
  }

  /** The log is read after the token, so an owner that goes on cannot seem to be ahead of it. */
  private void checkNotAhead(String processorName, int segment) {
    var token = table.standing(processorName, segment).orElse(null);
    if (token == null) {
      return;
    }
    if (token.stopped() != null) {
      throw stopped(processorName, segment, token.stopped());
    }
    var head = headOfLog.getAsLong();
    if (token.furthest() > head) {
      var why =
          "Its token is at position %d, but the log ends at %d".formatted(token.furthest(), head);
      apart.executeWithoutResult(_ -> table.stop(processorName, segment, why));
      throw stopped(processorName, segment, why);
    }
  }

  private static IllegalStateException stopped(String processorName, int segment, String why) {
    return new IllegalStateException(
        "Segment %d of %s is stopped: %s. See \"A log that went back\" in docs/operations.md"
            .formatted(segment, processorName, why));
  }

  @Override
  public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
    if (!table.store(processorName, segment, owner, json.written(token))) {
      throw lost(processorName, segment);
    }
  }

  /** The signs of life of this process extend all its claims. */
  @Override
  public void extendClaim(String processorName, int segment) {
    claims.require(new Place(processorName, segment));
  }

  @Override
  public void releaseClaim(String processorName, int segment) {
    claims.released(processorName, segment);
    table.release(processorName, segment, owner);
  }

  @Override
  public void deleteToken(String processorName, int segment) {
    claims.released(processorName, segment);
    if (!table.delete(processorName, segment, owner)) {
      throw lost(processorName, segment);
    }
  }

  private static UnableToClaimTokenException lost(String processorName, int segment) {
    return new UnableToClaimTokenException(
        "Segment %d of %s is no longer this process's".formatted(segment, processorName));
  }

  @Override
  public void initializeTokenSegments(String processorName, int segmentCount) {
    initializeTokenSegments(processorName, segmentCount, null);
  }

  /** Two processes may begin at once; the tokens of one are as good as those of the other. */
  @Override
  public void initializeTokenSegments(
      String processorName, int segmentCount, @Nullable TrackingToken initialToken) {
    for (int segment = 0; segment < segmentCount; segment++) {
      var unused = table.insert(processorName, segment, json.written(initialToken));
    }
    claims.wake();
  }

  @Override
  public void initializeSegment(@Nullable TrackingToken token, String processorName, int segment) {
    if (!table.insert(processorName, segment, json.written(token))) {
      throw new UnableToInitializeTokenException(
          "Segment %d of %s is there".formatted(segment, processorName));
    }
  }

  @Override
  public boolean requiresExplicitSegmentInitialization() {
    return true;
  }

  /** Whoever resets all of them must not miss one that comes of a split just then. */
  @Override
  public int[] fetchSegments(String processorName) {
    table.lockNumber(processorName);
    return segments(processorName);
  }

  private int[] segments(String processorName) {
    return table.segments(processorName).stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public List<Segment> fetchAvailableSegments(String processorName) {
    return claims.mine(processorName);
  }

  @Override
  public Optional<String> retrieveStorageIdentifier() {
    return table
        .configuration()
        .map(json::read)
        .map(ConfigToken.class::cast)
        .map(config -> config.get("id"));
  }
}
