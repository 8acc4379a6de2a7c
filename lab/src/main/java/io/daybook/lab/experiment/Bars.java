package io.daybook.lab.experiment;

import java.util.List;
import java.util.Map;

/**
 * A picture: for each group of the axis one bar of each series.
 *
 * @param series by their names, each with one value for each group
 * @param logarithmic for values that differ by powers of ten
 */
public record Bars(
    String title,
    String axis,
    String values,
    List<String> groups,
    Map<String, List<Double>> series,
    boolean logarithmic) {}
