package io.daybook.lab.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The rules about what was written. */
final class WriteRules {
  private final Set<String> asked;
  private final List<Operation> told;
  private final List<Operation> acknowledged;
  private final Log log;
  private final List<Violation> violations;

  WriteRules(List<Operation> history, Log log, List<Violation> violations) {
    this.asked =
        history.stream()
            .map(one -> one.asked() instanceof Asked.Write write ? write.value() : "")
            .collect(toSet());
    this.told = acknowledged(history);
    this.acknowledged = acknowledged(Resolved.of(history, log).history());
    this.log = log;
    this.violations = violations;
  }

  static List<Operation> acknowledged(List<Operation> history) {
    return history.stream().filter(one -> one.answer() instanceof Answer.Written).toList();
  }

  /** What was told to who was acknowledged earlier is before the event of who began later. */
  int realTime() {
    return inOrder(Rule.REAL_TIME, told, acknowledged);
  }

  /** The order of real time within a stream, and that versions rise with positions. */
  int streamOrder() {
    var streams =
        acknowledged.stream().collect(groupingBy(write -> ((Asked.Write) write.asked()).stream()));
    for (var writes : streams.values()) {
      inOrder(Rule.STREAM_ORDER, writes, writes);
      var byPosition = sorted(writes, Sweep::position);
      for (int i = 1; i < byPosition.size(); i++) {
        if (version(byPosition.get(i - 1)) >= version(byPosition.get(i))) {
          broken(
              Rule.STREAM_ORDER,
              "a higher position has no higher version",
              byPosition.get(i - 1),
              byPosition.get(i));
        }
      }
    }
    return acknowledged.size();
  }

  private int inOrder(Rule rule, List<Operation> earlier, List<Operation> writes) {
    Sweep.over(
        earlier,
        writes,
        (write, before) -> {
          if (before != null && Sweep.position(before) >= Sweep.position(write)) {
            broken(rule, "acknowledged earlier, and no lower position", before, write);
          }
        });
    return writes.size();
  }

  /** Each is there, and none twice: also of those whose answer was lost. */
  int kept() {
    for (var write : told) {
      var entry = Resolved.entry(write, log);
      var position = Sweep.position(write);
      if (entry.isEmpty()) {
        broken(Rule.KEPT, "the log has at that position: " + log.at(position), write);
      } else if (position < entry.get().position() || position > log.end()) {
        broken(Rule.KEPT, "the log has it elsewhere: " + entry.get(), write);
      }
    }
    var times = new HashMap<String, Integer>();
    log.all().stream()
        .filter(entry -> !entry.value().isEmpty() && asked.contains(entry.value()))
        .forEach(entry -> times.merge(entry.value(), 1, Integer::sum));
    times.forEach(
        (value, many) -> {
          if (many > 1) {
            broken(Rule.KEPT, value + " is in the log " + many + " times");
          }
        });
    return acknowledged.size();
  }

  int noHoles() {
    var entries = List.copyOf(log.all());
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).position() != entries.get(i - 1).position() + 1) {
        broken(Rule.NO_HOLES, "nothing between " + entries.get(i - 1) + " and " + entries.get(i));
      }
    }
    for (var stream : log.streams()) {
      var expected = stream.firstEntry().getValue().version();
      for (var entry : stream.values()) {
        if (entry.version() != expected++) {
          broken(Rule.NO_HOLES, "no version before " + entry);
          break;
        }
      }
    }
    return entries.size();
  }

  private static long version(Operation write) {
    return write.answer() instanceof Answer.Written written ? written.version() : -1;
  }

  private static List<Operation> sorted(List<Operation> some, ToLongFunction<Operation> by) {
    return some.stream().sorted(Comparator.comparingLong(by)).toList();
  }

  private void broken(Rule rule, String why, Operation... operations) {
    violations.add(new Violation(rule, why, List.of(operations)));
  }
}
