package io.daybook.runtime;

import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventMultiUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The changes of a schema that there are: a field renamed, an event split, dropped. */
final class Upcasters {
  private Upcasters() {}

  private static boolean is(IntermediateEventRepresentation event, String name, String revision) {
    var type = event.getType();
    return type.getName().endsWith(name) && revision.equals(type.getRevision());
  }

  /** Counted 1 to 2: {@code step} became {@code by}, and is 1 where it is missing. */
  static final class Renamed extends SingleEventUpcaster {
    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
      return is(event, "$Counted", "1");
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
      return event.upcastPayload(
          new SimpleSerializedType(event.getType().getName(), "2"),
          JsonNode.class,
          payload -> {
            var object = (ObjectNode) payload;
            var step = object.remove("step");
            object.put("by", step == null ? 1 : step.asInt());
            return object;
          });
    }
  }

  /** CountedTwice was split into two of Counted; Noise is dropped. */
  static final class SplitAndDrop extends EventMultiUpcaster {
    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
      return is(event, "$CountedTwice", "1") || is(event, "$Noise", "1");
    }

    @Override
    protected Stream<IntermediateEventRepresentation> doUpcast(
        IntermediateEventRepresentation event) {
      if (is(event, "$Noise", "1")) {
        return Stream.empty();
      }
      var counted =
          event.upcastPayload(
              new SimpleSerializedType(Counters.Counted.class.getName(), "2"),
              JsonNode.class,
              payload -> payload);
      return Stream.of(counted, counted);
    }
  }
}
