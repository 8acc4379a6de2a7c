package io.daybook.runtime;

import io.daybook.eventstore.EventLog;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.Segment;
import org.jspecify.annotations.Nullable;

/**
 * The segments of event processors, in whatever process they are: who has them, how far they are,
 * and how many there are.
 */
public final class ProcessorSegments {
  /** Of one processor. */
  public static final int MOST = 64;

  private final ProcessTable table;
  private final Segmentation segmentation;
  private final EventLog log;

  ProcessorSegments(ProcessTable table, Segmentation segmentation, EventLog log) {
    this.table = table;
    this.segmentation = segmentation;
    this.log = log;
  }

  /**
   * One segment.
   *
   * @param number its own among those of its processor
   * @param part of all events, such as 0.25
   * @param owner the process that has it; null while it is on its way from one to another
   * @param position of the latest event that all of it has followed; -1 before the first
   * @param lag how many events of the log that is behind the latest one
   * @param stopped why an operator has to decide before anybody goes on, or null
   */
  public record OneSegment(
      int number,
      double part,
      @Nullable String owner,
      long position,
      long lag,
      @Nullable String stopped) {}

  /**
   * Why the number of segments was not changed.
   *
   * @param rule in kebab-case
   * @param detail a sentence for an operator
   */
  public record Refusal(String rule, String detail) {}

  static Optional<Refusal> refused(String rule, String detail) {
    return Optional.of(new Refusal(rule, detail));
  }

  /** The processors that have ever run on this database. */
  public List<String> processors() {
    return table.processors();
  }

  /**
   * The segments of a processor; none of one that never ran. The tokens are read before the log, so
   * nobody seems to be ahead of it.
   */
  public List<OneSegment> of(String processor) {
    var rows = table.located(processor);
    var head = log.headPosition();
    var all = rows.stream().mapToInt(ProcessTable.Located::segment).toArray();
    return rows.stream()
        .map(
            row ->
                new OneSegment(
                    row.segment(),
                    1.0 / (1 + Segment.computeSegment(row.segment(), all).getMask()),
                    row.owner(),
                    row.position(),
                    Math.max(0, head - row.position()),
                    row.stopped()))
        .toList();
  }

  /** How many events the slowest segment of a processor is behind the log. */
  public long lag(String processor) {
    return of(processor).stream().mapToLong(OneSegment::lag).max().orElse(0);
  }

  /**
   * Changes the number of segments of a processor. Whoever owns those that change loses them at
   * once, and they are divided anew within a few seconds.
   *
   * @param number from 1 to {@link #MOST}
   * @return why nothing was changed, or nothing
   */
  public Optional<Refusal> resize(String processor, int number) {
    var runners =
        table.there().stream().filter(one -> one.processors().contains(processor)).count();
    return number < runners
        ? refused(
            "fewer-than-processes",
            "%d processes run it, and each of them has a segment".formatted(runners))
        : segmentation.resize(processor, number);
  }
}
