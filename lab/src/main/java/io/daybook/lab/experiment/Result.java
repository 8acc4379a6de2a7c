package io.daybook.lab.experiment;

import java.util.List;

/**
 * What a run found. What was measured, what follows, and what does not follow are kept apart.
 *
 * @param tables what was measured
 * @param schedules what can be replayed
 * @param picture the tables in one look
 * @param findings what follows from the tables
 * @param limits what does not follow, and what was left out
 */
public record Result(
    List<Table> tables,
    List<Schedule> schedules,
    Bars picture,
    List<Finding> findings,
    List<String> limits) {

  /** The lists are never changed. */
  public Result {
    tables = List.copyOf(tables);
    schedules = List.copyOf(schedules);
    findings = List.copyOf(findings);
    limits = List.copyOf(limits);
  }
}
