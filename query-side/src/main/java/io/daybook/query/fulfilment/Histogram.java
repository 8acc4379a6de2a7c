package io.daybook.query.fulfilment;

import io.daybook.query.fulfilment.FulfilmentCountTables.Counted;
import io.daybook.schema.fulfilment.DurationClass;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many durations there are of each class.
 *
 * @param classes counts by the numbers of the classes
 */
record Histogram(SortedMap<Integer, Long> classes) {

  /** That of a measure whose names are numbers of classes. */
  static Histogram of(List<Counted> counted, String measure) {
    var classes = new TreeMap<Integer, Long>();
    counted.stream()
        .filter(one -> one.measure().equals(measure))
        .forEach(one -> classes.merge(Integer.valueOf(one.name()), one.count(), Long::sum));
    return new Histogram(classes);
  }

  long count() {
    return classes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The longest of the class in which this part of all ends, in milliseconds; null for none. */
  @Nullable Long percentile(double part) {
    var rank = (long) Math.ceil(part * count());
    long seen = 0;
    for (var one : classes.entrySet()) {
      seen += one.getValue();
      if (seen > 0 && seen >= rank) {
        return DurationClass.longestMillis(one.getKey());
      }
    }
    return null;
  }
}
