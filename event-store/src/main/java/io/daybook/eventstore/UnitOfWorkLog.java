package io.daybook.eventstore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What the unit of work under way has to do with the log: where the streams ended that it decides
 * by, and how many events it will append.
 */
public final class UnitOfWorkLog {
  private final Map<String, Expectation> ends = new HashMap<>();
  private final List<Reached> told = new ArrayList<>();
  private boolean believes;
  private int events;

  private UnitOfWorkLog() {}

  /** What the given unit of work has to do with the log. */
  public static UnitOfWorkLog of(UnitOfWork<?> work) {
    return work.root()
        .getOrComputeResource(UnitOfWorkLog.class.getName(), _ -> new UnitOfWorkLog());
  }

  /** Notes where a stream ended when it was read. */
  static void met(Expectation end) {
    CurrentUnitOfWork.ifStarted(work -> of(work).ends.put(end.stream(), end));
  }

  static void published(int events) {
    CurrentUnitOfWork.ifStarted(work -> of(work).events += events);
  }

  /** Has the sender of a command told how far the log is when the events are appended. */
  public void tell(Reached sender) {
    told.add(sender);
  }

  /** The events of the unit of work under way are in the log, up to this position. */
  static void reached(long position) {
    CurrentUnitOfWork.ifStarted(work -> of(work).told.forEach(one -> one.advance(position)));
  }

  /** Notes where a stream is believed to end; whether that is the first such note. */
  boolean believe(Expectation end) {
    ends.put(end.stream(), end);
    var first = !believes;
    believes = true;
    return first;
  }

  /** Whether it rests on another end of this stream already. */
  boolean contradicts(Expectation end) {
    var other = ends.get(end.stream());
    return other != null && !other.equals(end);
  }

  /** How many events it will append. */
  public int events() {
    return events;
  }

  /** Whether it knows where any stream ended. */
  public boolean hasMetAny() {
    return !ends.isEmpty();
  }

  /** All that it decides by. */
  List<Expectation> restsOn() {
    return List.copyOf(ends.values());
  }

  /** What an append of these rows rests on, beside what the first version of a stream says. */
  static List<Expectation> under(List<EventRow> rows) {
    if (!CurrentUnitOfWork.isStarted()) {
      return List.of();
    }
    var all = new HashMap<>(of(CurrentUnitOfWork.get()).ends);
    for (var row : rows) {
      if (row.version() == 0) {
        all.remove(row.stream());
      }
    }
    return List.copyOf(all.values());
  }

  /**
   * Refuses events that do not follow from where their stream ended. An aggregate counts an event
   * before it follows it: one whose handler has thrown leaves a version that nobody appends, and
   * the next event of the same unit of work would leave a hole in the stream.
   */
  static void checkNoHole(List<? extends EventMessage<?>> appended) {
    CurrentUnitOfWork.ifStarted(
        work -> {
          var last = new HashMap<>(of(work).ends);
          for (var message : appended) {
            if (message instanceof DomainEventMessage<?> event) {
              var before = last.put(event.getAggregateIdentifier(), endWith(event));
              if (before != null && event.getSequenceNumber() != before.version() + 1) {
                throw new IllegalStateException(
                    "Version %d of %s would follow version %d: an event between them was not followed"
                        .formatted(event.getSequenceNumber(), before.stream(), before.version()));
              }
            }
          }
        });
  }

  /** Notes where the streams end after an append. */
  static void appended(List<? extends EventMessage<?>> events) {
    for (var message : events) {
      if (message instanceof DomainEventMessage<?> event) {
        met(endWith(event));
      }
    }
  }

  private static Expectation endWith(DomainEventMessage<?> event) {
    return new Expectation(
        event.getAggregateIdentifier(), event.getSequenceNumber(), event.getIdentifier());
  }
}
