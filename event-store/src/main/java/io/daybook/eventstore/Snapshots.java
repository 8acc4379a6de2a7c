package io.daybook.eventstore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Makes snapshots, and makes them again to compare. A snapshot is not sealed, and whoever changes
 * one changes what is decided; but it says nothing that the events do not say.
 */
public final class Snapshots extends SpringAggregateSnapshotter {
  private final SnapshotTable snapshots;
  private final EventTable table;
  private final EventReader reader;

  Snapshots(Builder builder, SnapshotTable snapshots, EventTable table, EventReader reader) {
    super(builder);
    this.snapshots = snapshots;
    this.table = table;
    this.reader = reader;
  }

  /**
   * What was found.
   *
   * @param compared snapshots that this release uses; those of others are none of its business
   * @param differing streams whose snapshot is not what their events say, at most {@value
   *     #MAX_NAMED}
   */
  public record Verdict(long compared, List<String> differing) {
    static final int MAX_NAMED = 100;
  }

  /** Computes every snapshot again from the events of its stream. Reads all of them. */
  public Verdict verify() {
    long compared = 0;
    var differing = new ArrayList<String>();
    for (var page = snapshots.readAfter("");
        !page.isEmpty();
        page = snapshots.readAfter(page.getLast().stream())) {
      for (var snapshot : page) {
        compared++;
        if (differing.size() < Verdict.MAX_NAMED && !isWhatEventsSay(snapshot)) {
          differing.add(snapshot.stream());
        }
      }
    }
    return new Verdict(compared, List.copyOf(differing));
  }

  private boolean isWhatEventsSay(EventRow snapshot) {
    var stream = snapshot.stream();
    var rows =
        StreamSupport.stream(
                new PagedSpliterator<EventRow>(
                    last -> table.readStream(stream, last == null ? 0 : last.version() + 1),
                    EventTable.PAGE),
                false)
            .takeWhile(row -> row.version() <= snapshot.version());
    Class<?> type =
        reader
            .serializer()
            .classForType(
                new SimpleSerializedType(snapshot.payloadType(), snapshot.payloadRevision()));
    var made = createSnapshot(type, stream, DomainEventStream.of(reader.inStream(rows)));
    return made != null
        && made.getSequenceNumber() == snapshot.version()
        && json(made).equals(asRead(snapshot));
  }

  /**
   * What this release reads in it: of what is sealed in a snapshot the key may be gone, and then
   * the events do not say it any more.
   */
  private JsonNode asRead(EventRow snapshot) {
    var serializer = reader.serializer();
    Object state =
        serializer.deserialize(
            new SimpleSerializedObject<>(
                snapshot.payload(),
                String.class,
                snapshot.payloadType(),
                snapshot.payloadRevision()));
    return canonical(
        JsonMapper.shared().readTree(serializer.serialize(state, String.class).getData()));
  }

  private JsonNode json(DomainEventMessage<?> made) {
    return canonical(
        JsonMapper.shared()
            .readTree(
                made.serializePayload(reader.serializer(), String.class).getData().toString()));
  }

  /** Arrays are sorted, because one may stand for a set, which is written in any order. */
  private static JsonNode canonical(JsonNode json) {
    if (json instanceof ArrayNode array) {
      var sorted = JsonMapper.shared().createArrayNode();
      array.values().stream()
          .map(Snapshots::canonical)
          .sorted(Comparator.comparing(JsonNode::toString))
          .forEach(sorted::add);
      return sorted;
    }
    var copy = JsonMapper.shared().createObjectNode();
    json.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> copy.set(field.getKey(), canonical(field.getValue())));
    return json.isObject() ? copy : json;
  }
}
