package io.daybook.lab.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Holds a history against all rules. It is a function of the history alone. */
final class Checker {
  private Checker() {}

  /**
   * What was found.
   *
   * @param checked how many operations, or events, each rule was put to
   */
  record Verdict(Map<Rule, Integer> checked, List<Violation> violations) {

    /** How often a rule was broken. */
    long broken(Rule rule) {
      return violations.stream().filter(one -> one.rule() == rule).count();
    }
  }

  static Verdict check(List<Operation> history, Log log) {
    var checked = new EnumMap<Rule, Integer>(Rule.class);
    var violations = new ArrayList<Violation>();
    var writes = new WriteRules(history, log, violations);
    checked.put(Rule.REAL_TIME, writes.realTime());
    checked.put(Rule.STREAM_ORDER, writes.streamOrder());
    checked.put(Rule.KEPT, writes.kept());
    checked.put(Rule.NO_HOLES, writes.noHoles());
    var reads = new ReadRules(history, log, violations);
    checked.put(Rule.TRUE_ANSWER, reads.trueAnswer());
    checked.put(Rule.AS_ASKED, reads.asAsked());
    checked.put(Rule.LOG_END, reads.logEnd());
    checked.put(Rule.SESSION, reads.session());
    return new Verdict(checked, List.copyOf(violations));
  }
}
