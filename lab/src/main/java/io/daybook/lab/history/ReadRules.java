package io.daybook.lab.history;

import io.daybook.lab.history.Asked.Habit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules about what was read. */
final class ReadRules {
  private final List<Operation> told;
  private final List<Operation> history;
  private final List<Operation> shown;
  private final Log log;
  private final List<Violation> violations;

  ReadRules(List<Operation> history, Log log, List<Violation> violations) {
    this.told = history;
    this.history =
        Resolved.of(history, log).history().stream()
            .sorted(Comparator.comparingLong(Operation::begin))
            .toList();
    this.shown =
        this.history.stream()
            .filter(
                one -> one.asked() instanceof Asked.Read && one.answer() instanceof Answer.Shown)
            .toList();
    this.log = log;
    this.violations = violations;
  }

  /** What is shown was written, at that place; and was not written by who began later. */
  int trueAnswer() {
    var writers = new HashMap<String, Operation>();
    history.forEach(
        one -> {
          if (one.asked() instanceof Asked.Write write) {
            writers.put(write.value(), one);
          }
        });
    for (var read : shown) {
      var answer = (Answer.Shown) read.answer();
      var stream = ((Asked.Read) read.asked()).stream();
      var isThere =
          log.at(answer.position())
              .filter(entry -> entry.stream().equals(stream))
              .filter(entry -> entry.value().equals(answer.value()))
              .isPresent();
      if (answer.position() >= 0 && !isThere) {
        broken(Rule.TRUE_ANSWER, "the log has there: " + log.at(answer.position()), List.of(read));
      }
      var writer = writers.get(answer.value());
      if (writer != null && read.precedes(writer)) {
        broken(Rule.TRUE_ANSWER, "it was shown before it was asked for", List.of(read, writer));
      }
    }
    return shown.size();
  }

  int asAsked() {
    int checked = 0;
    for (var read : shown) {
      var asked = (Asked.Read) read.asked();
      if (asked.least() >= 0) {
        checked++;
        var due = log.lastOf(asked.stream(), asked.least());
        if (position(read) < due) {
          broken(Rule.AS_ASKED, "position " + due + " was asked for", with(due, read));
        }
      }
    }
    return checked;
  }

  int logEnd() {
    var ends =
        history.stream()
            .filter(one -> one.asked() instanceof Asked.End && one.answer() instanceof Answer.Shown)
            .toList();
    Sweep.over(
        WriteRules.acknowledged(told),
        ends,
        (end, before) -> {
          if (before != null && position(end) < Sweep.position(before)) {
            broken(Rule.LOG_END, "the log ended later already", List.of(before, end));
          }
        });
    return ends.size();
  }

  int session() {
    int checked = 0;
    var known = new HashMap<String, Operation>();
    for (var one : history) {
      if (one.asked() instanceof Asked.Write write && one.answer() instanceof Answer.Written) {
        known.put(one.client() + " " + write.stream(), one);
      } else if (one.asked() instanceof Asked.Read(var stream, _, Habit habit)
          && habit == Habit.CARRIES
          && one.answer() instanceof Answer.Shown) {
        checked++;
        var before = known.put(one.client() + " " + stream, one);
        if (before != null && position(one) < position(before)) {
          broken(Rule.SESSION, "it has gone back", List.of(before, one));
        }
      }
    }
    return checked;
  }

  /** How often a client of each habit has seen less than it had seen before: no rule. */
  Map<Habit, Integer> wentBack() {
    var times = new HashMap<Habit, Integer>();
    var known = new HashMap<String, Operation>();
    for (var read : shown) {
      var asked = (Asked.Read) read.asked();
      var before = known.put(read.client() + " " + asked.stream(), read);
      if (before != null && position(read) < position(before)) {
        times.merge(asked.habit(), 1, Integer::sum);
      }
    }
    return times;
  }

  private static long position(Operation one) {
    return switch (one.answer()) {
      case Answer.Shown answer -> answer.position();
      case Answer.Written answer -> answer.position();
      case Answer.NotYet _, Answer.Lost _ -> -1;
    };
  }

  private List<Operation> with(long position, Operation read) {
    var both = new ArrayList<Operation>();
    history.stream().filter(one -> Sweep.position(one) == position).forEach(both::add);
    both.add(read);
    return both;
  }

  private void broken(Rule rule, String why, List<Operation> operations) {
    violations.add(new Violation(rule, why, operations));
  }
}
