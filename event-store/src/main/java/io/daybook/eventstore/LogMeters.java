package io.daybook.eventstore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** How the log is, as this process remembers it: nobody has to ask PostgreSQL to tell. */
final class LogMeters implements MeterBinder {
  private final GroupCommit appends;
  private final LogTail tail;
  private final Seals seals;

  LogMeters(GroupCommit appends, LogTail tail, Seals seals) {
    this.appends = appends;
    this.tail = tail;
    this.seals = seals;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    gauge(meters, "append.waiting", "Appends that wait for their turn", _ -> appends.waiting());
    gauge(
        meters,
        "append.capacity",
        "Appends that may wait; further ones hold up their callers",
        _ -> appends.capacity());
    gauge(
        meters,
        "written",
        "1 while the log takes appends, 0 from a failure to the next answer",
        _ -> number(appends.pulse().isWell()));
    gauge(
        meters,
        "read",
        "1 while the log can be read and is the one that this process remembers",
        _ -> number(tail.isWell()));
    gauge(meters, "position", "The last position that this process has seen", _ -> tail.head());
    gauge(
        meters,
        "unsealed",
        "Positions after the last seal that this process knows",
        _ -> Math.max(0, tail.head() - seals.known()));
    gauge(
        meters,
        "seal.age",
        "Since this process last found all sealed, or sealed it",
        "seconds",
        _ -> seals.age());
  }

  private void gauge(
      MeterRegistry meters, String name, String says, ToDoubleFunction<LogMeters> value) {
    gauge(meters, name, says, "", value);
  }

  private void gauge(
      MeterRegistry meters,
      String name,
      String says,
      String unit,
      ToDoubleFunction<LogMeters> value) {
    Gauge.builder("daybook.log." + name, this, value)
        .description(says)
        .baseUnit(unit.isEmpty() ? null : unit)
        .register(meters);
  }

  private static int number(boolean well) {
    return well ? 1 : 0;
  }
}
