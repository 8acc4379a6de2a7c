package io.daybook.eventstore;

import io.daybook.eventstore.EventStoreProperties.SnapshotRule;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.common.annotation.AnnotationUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.AbstractSnapshotTrigger;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.SnapshotTrigger;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/**
 * When a snapshot is due, by type of aggregate: after so many events, or when a load took so long.
 *
 * <p>A long stream may have a large state, such as a shelf with thousands of open reservations, and
 * each snapshot writes all of it. So the distance between two snapshots grows with the stream, up
 * to {@value #FURTHEST} times what is set for its type.
 */
public final class SnapshotPolicy implements SnapshotTriggerDefinition {
  /** The distance is this part of the stream, where that is more than what is set. */
  private static final int PART = 16;

  /** How many times what is set the distance becomes at most. */
  private static final int FURTHEST = 8;

  private final Snapshotter snapshotter;
  private final EventStoreProperties properties;
  private final ClassValue<SnapshotRule> rules =
      new ClassValue<>() {
        @Override
        protected SnapshotRule computeValue(Class<?> aggregateType) {
          return ruleOf(aggregateType);
        }
      };

  SnapshotPolicy(Snapshotter snapshotter, EventStoreProperties properties) {
    this.snapshotter = snapshotter;
    this.properties = properties;
  }

  @Override
  public SnapshotTrigger prepareTrigger(Class<?> aggregateType) {
    return new Trigger(snapshotter, aggregateType, rules.get(aggregateType));
  }

  /** Only the name is read: handlers may need parameters that nobody here can resolve. */
  private SnapshotRule ruleOf(Class<?> aggregateType) {
    var type =
        AnnotationUtils.findAnnotationAttributes(aggregateType, AggregateRoot.class)
            .flatMap(attributes -> Optional.ofNullable(attributes.get("type")))
            .map(Object::toString)
            .filter(named -> !named.isEmpty())
            .orElseGet(aggregateType::getSimpleName);
    return properties.snapshots().getOrDefault(type, properties.snapshot());
  }

  /**
   * The last event that an aggregate has followed: what its stream ends with, if it is true. Null
   * when there is none, when the aggregate counts an event whose handler has thrown, or when this
   * policy is not the aggregate's. A snapshot has the id of the event that it ends with.
   */
  public static @Nullable Expectation lastEventOf(EventSourcedAggregate<?> aggregate) {
    var last = aggregate.getSnapshotTrigger() instanceof Trigger trigger ? trigger.last : null;
    return last != null && Objects.equals(aggregate.version(), last.version()) ? last : null;
  }

  /** Counts the events since the snapshot that the load began with, and the time it took. */
  private static final class Trigger extends AbstractSnapshotTrigger {
    private static final long serialVersionUID = 1L;

    private final transient SnapshotRule rule;
    private final long loadStarted = System.nanoTime();
    private int events;
    private boolean slow;
    private transient @Nullable Expectation last;

    Trigger(Snapshotter snapshotter, Class<?> aggregateType, SnapshotRule rule) {
      super(snapshotter, aggregateType);
      this.rule = rule;
    }

    @Override
    public void eventHandled(EventMessage<?> event) {
      events++;
      last =
          event instanceof DomainEventMessage<?> followed
              ? new Expectation(
                  followed.getAggregateIdentifier(),
                  followed.getSequenceNumber(),
                  followed.getIdentifier())
              : null;
      super.eventHandled(event);
    }

    @Override
    public void initializationFinished() {
      super.initializationFinished();
      slow = Duration.ofNanos(System.nanoTime() - loadStarted).compareTo(rule.loadTime()) > 0;
    }

    @Override
    protected boolean exceedsThreshold() {
      return events >= distance() || slow;
    }

    private long distance() {
      var length = last == null ? 0 : last.version() + 1;
      return Math.clamp(length / PART, rule.every(), (long) FURTHEST * rule.every());
    }

    @Override
    protected void reset() {
      events = 0;
      slow = false;
    }
  }
}
