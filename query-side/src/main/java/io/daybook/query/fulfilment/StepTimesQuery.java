package io.daybook.query.fulfilment;

import io.daybook.query.DayRange;
import io.daybook.query.fulfilment.FulfilmentCountTables.Counted;
import io.daybook.query.fulfilment.FulfilmentCountTables.StepMeasure;
import io.daybook.schema.fulfilment.FulfilmentStep;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** How long the steps of fulfilments took, by the day on which they were completed. */
@Controller
class StepTimesQuery {
  private static final String MILLIS = "millis";
  private static final String CLASSES = "classes";

  private final FulfilmentCountTables tables;

  StepTimesQuery(FulfilmentCountTables tables) {
    this.tables = tables;
  }

  /**
   * A step on a day.
   *
   * @param millis of all that were completed, together
   */
  record StepTimes(
      LocalDate day,
      FulfilmentStep step,
      long count,
      long millis,
      @Nullable Long withinMillisP50,
      @Nullable Long withinMillisP90,
      @Nullable Long withinMillisP99) {

    private static StepTimes of(LocalDate day, FulfilmentStep step, List<StepMeasure> measures) {
      var histogram =
          Histogram.of(
              measures.stream()
                  .filter(one -> !one.measure().equals(MILLIS))
                  .map(one -> new Counted(CLASSES, one.measure(), one.amount()))
                  .toList(),
              CLASSES);
      return new StepTimes(
          day,
          step,
          histogram.count(),
          measures.stream()
              .filter(one -> one.measure().equals(MILLIS))
              .mapToLong(StepMeasure::amount)
              .sum(),
          histogram.percentile(0.5),
          histogram.percentile(0.9),
          histogram.percentile(0.99));
    }
  }

  /** By day, and then in the order of the steps. */
  @QueryMapping
  List<StepTimes> stepTimes(@Argument LocalDate from, @Argument LocalDate to) {
    var days = DayRange.of(from, to);
    return tables.stepTimes(days.from(), days.to()).stream()
        .collect(Collectors.groupingBy(StepMeasure::day, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .flatMap(
            day ->
                day.getValue().stream()
                    .collect(Collectors.groupingBy(one -> FulfilmentStep.valueOf(one.step())))
                    .entrySet()
                    .stream()
                    .map(step -> StepTimes.of(day.getKey(), step.getKey(), step.getValue()))
                    .sorted(Comparator.comparing(StepTimes::step)))
        .toList();
  }
}
