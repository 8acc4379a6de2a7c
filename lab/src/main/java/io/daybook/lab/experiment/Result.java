package io.daybook.lab.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run found. What was measured, what follows, and what does not follow are kept apart.
 *
 * @param tables what was measured
 * @param schedules what can be replayed
 * @param picture the tables in one look
 * @param findings what follows from the tables
 * @param limits what does not follow, and what was left out
 * @param curves what went on in time; runs of former days have none
 */
public record Result(
    List<Table> tables,
    List<Schedule> schedules,
    Bars picture,
    List<Finding> findings,
    List<String> limits,
    List<Curves> curves) {

  /** The lists are never changed. */
  public Result(
      List<Table> tables,
      List<Schedule> schedules,
      Bars picture,
      List<Finding> findings,
      List<String> limits,
      @Nullable List<Curves> curves) {
    this.tables = List.copyOf(tables);
    this.schedules = List.copyOf(schedules);
    this.picture = picture;
    this.findings = List.copyOf(findings);
    this.limits = List.copyOf(limits);
    this.curves = curves == null ? List.of() : List.copyOf(curves);
  }

  /** Without curves. */
  public Result(
      List<Table> tables,
      List<Schedule> schedules,
      Bars picture,
      List<Finding> findings,
      List<String> limits) {
    this(tables, schedules, picture, findings, limits, List.of());
  }
}
