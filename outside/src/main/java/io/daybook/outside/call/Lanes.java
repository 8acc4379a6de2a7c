package io.daybook.outside.call;

import io.daybook.runtime.DatabaseNumbers;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The lane of each port, and what is measured of them. */
@Component
class Lanes {
  private final Map<Port, Lane> lanes = new EnumMap<>(Port.class);
  private final Map<Port, CircuitBreaker.State> told = new EnumMap<>(Port.class);
  private final LaneTable shared;

  Lanes(
      OutsideProperties properties,
      ParkedCallTable table,
      LaneTable shared,
      MeterRegistry meters,
      DatabaseNumbers numbers,
      Clock clock) {
    this.shared = shared;
    for (var port : Port.values()) {
      var lane = Lane.of(port, properties.with(port), clock);
      lanes.put(port, lane);
      var tags = List.of(Tag.of("port", port.name()));
      meters.gauge("daybook.calls.breaker.open", tags, lane, one -> one.works() ? 0 : 1);
      meters.gauge(
          "daybook.calls.open",
          tags,
          table,
          calls -> numbers.ask(() -> calls.waiting(port).open()));
      meters.gauge(
          "daybook.calls.parked",
          tags,
          table,
          calls -> numbers.ask(() -> calls.waiting(port).parked()));
      meters.gauge(
          "daybook.calls.parked.away",
          tags,
          table,
          calls -> numbers.ask(() -> calls.waiting(port).away()));
    }
  }

  /** Tells all processes what has changed of what this one thinks of the ports. One thread asks. */
  void tell() {
    lanes.forEach(
        (port, lane) -> {
          var state = lane.state();
          if (state != told.getOrDefault(port, CircuitBreaker.State.CLOSED)) {
            shared.tell(port, state);
            told.put(port, state);
          }
        });
  }

  Lane of(Port port) {
    return Objects.requireNonNull(lanes.get(port));
  }
}
