package io.daybook.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * The log up to the first event of a type that only a newer release knows. Axon finds no handler
 * for such an event and moves the token past it, so it would be missing for ever from what a
 * projection shows or a saga decides. Here the processor stops with all its segments, lets go of
 * them, and tries again: in another process they may find a release that knows it. It has to be all
 * of them, because which segment an event belongs to is known only with its type.
 */
final class KnownEvents implements StreamableMessageSource<TrackedEventMessage<?>> {
  /** To refuse an event aborts also those that are waiting to be handled, so these go first. */
  static final Duration BEFORE_IT = Duration.ofSeconds(2);

  private final StreamableMessageSource<TrackedEventMessage<?>> log;
  private final InstantSource clock;
  private final Runnable onUnknown;

  /**
   * @param onUnknown told when this release cannot get past an event
   */
  KnownEvents(StreamableMessageSource<TrackedEventMessage<?>> log, Runnable onUnknown) {
    this(log, InstantSource.system(), onUnknown);
  }

  KnownEvents(
      StreamableMessageSource<TrackedEventMessage<?>> log,
      InstantSource clock,
      Runnable onUnknown) {
    this.log = log;
    this.clock = clock;
    this.onUnknown = onUnknown;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return new Known(log.openStream(token), clock, onUnknown);
  }

  @Override
  public TrackingToken createTailToken() {
    return log.createTailToken();
  }

  @Override
  public TrackingToken createHeadToken() {
    return log.createHeadToken();
  }

  @Override
  public TrackingToken createTokenAt(Instant instant) {
    return log.createTokenAt(instant);
  }

  @Override
  public TrackingToken createTokenSince(Duration duration) {
    return log.createTokenSince(duration);
  }

  private static boolean isUnknown(TrackedEventMessage<?> event) {
    return UnknownSerializedType.class.equals(event.getPayloadType());
  }

  private static final class Known implements BlockingStream<TrackedEventMessage<?>> {
    private final BlockingStream<TrackedEventMessage<?>> log;
    private final InstantSource clock;
    private final Runnable onUnknown;
    private boolean hasGiven;
    private @Nullable Instant met;

    Known(BlockingStream<TrackedEventMessage<?>> log, InstantSource clock, Runnable onUnknown) {
      this.log = log;
      this.clock = clock;
      this.onUnknown = onUnknown;
    }

    /** Looks further than anything is handled, so it refuses nothing. */
    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      return log.peek();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
      return log.hasNextAvailable(timeout, unit)
          && (log.peek().filter(KnownEvents::isUnknown).isEmpty() || isLongEnoughAgo());
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      var event = log.nextAvailable();
      if (isUnknown(event)) {
        onUnknown.run();
        var unknown = (UnknownSerializedType) event.getPayload();
        throw new SerializationException(
            "%s at %s is not known to this release: is this node older than the one that wrote it?"
                .formatted(unknown.serializedType().getName(), event.trackingToken()));
      }
      hasGiven = true;
      return event;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
      return log.setOnAvailableCallback(callback);
    }

    @Override
    public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
      log.skipMessagesWithPayloadTypeOf(ignored);
    }

    @Override
    public void close() {
      log.close();
    }

    private boolean isLongEnoughAgo() {
      if (!hasGiven) {
        return true;
      }
      if (met == null) {
        met = clock.instant();
      }
      return !clock.instant().isBefore(met.plus(BEFORE_IT));
    }
  }
}
