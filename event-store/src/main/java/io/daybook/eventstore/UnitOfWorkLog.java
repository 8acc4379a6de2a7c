package io.daybook.eventstore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What the unit of work under way has to do with the log: at which version it met its streams, and
 * how many events it will append.
 */
public final class UnitOfWorkLog {
  private final Map<String, Long> versions = new HashMap<>();
  private int events;

  private UnitOfWorkLog() {}

  /** What the given unit of work has to do with the log. */
  public static UnitOfWorkLog of(UnitOfWork<?> work) {
    return work.root()
        .getOrComputeResource(UnitOfWorkLog.class.getName(), _ -> new UnitOfWorkLog());
  }

  /**
   * Notes that a stream was read.
   *
   * @param version of its last event, -1 when there is none
   */
  public static void met(String stream, long version) {
    CurrentUnitOfWork.ifStarted(work -> of(work).versions.put(stream, version));
  }

  static void published(int events) {
    CurrentUnitOfWork.ifStarted(work -> of(work).events += events);
  }

  /** How many events it will append. */
  public int events() {
    return events;
  }

  /** Whether it has read any stream. */
  public boolean hasMetAny() {
    return !versions.isEmpty();
  }

  /**
   * Refuses events that do not follow from where their stream was met. An aggregate counts an event
   * before it follows it: one whose handler has thrown leaves a version that nobody appends, and
   * the next event of the same unit of work would leave a hole in the stream.
   */
  static void checkNoHole(List<? extends EventMessage<?>> appended) {
    CurrentUnitOfWork.ifStarted(
        work -> {
          var versions = of(work).versions;
          for (var message : appended) {
            if (message instanceof DomainEventMessage<?> event) {
              var stream = event.getAggregateIdentifier();
              var before = versions.put(stream, event.getSequenceNumber());
              if (before != null && event.getSequenceNumber() != before + 1) {
                throw new IllegalStateException(
                    "Version %d of %s would follow version %d: an event between them was not followed"
                        .formatted(event.getSequenceNumber(), stream, before));
              }
            }
          }
        });
  }
}
