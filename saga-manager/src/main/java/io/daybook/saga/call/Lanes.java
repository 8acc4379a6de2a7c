package io.daybook.saga.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The lane of each port, and what is measured of them. */
@Component
class Lanes {
  private final Map<Port, Lane> lanes = new EnumMap<>(Port.class);

  Lanes(OutsideProperties properties, CallTable table, MeterRegistry meters) {
    for (var port : Port.values()) {
      var lane = Lane.of(port, properties.with(port));
      lanes.put(port, lane);
      var tags = List.of(Tag.of("port", port.name()));
      meters.gauge(
          "daybook.calls.breaker.open",
          tags,
          lane.breaker(),
          breaker -> breaker.getState() == CircuitBreaker.State.OPEN ? 1 : 0);
      meters.gauge("daybook.calls.open", tags, table, calls -> calls.waiting(port).open());
      meters.gauge("daybook.calls.parked", tags, table, calls -> calls.waiting(port).parked());
    }
  }

  Lane of(Port port) {
    return Objects.requireNonNull(lanes.get(port));
  }
}
