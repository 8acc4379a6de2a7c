package io.daybook.lab.experiment;

import java.util.List;
import java.util.Map;

/**
 * A picture of what goes on in time.
 *
 * @param key what its file is called after the experiment
 * @param seconds of all curves
 * @param series by their names, each with one value for each of the seconds
 * @param from when something was broken, in seconds
 * @param until when it was whole again
 */
public record Curves(
    String key,
    String title,
    String values,
    List<Double> seconds,
    Map<String, List<Double>> series,
    double from,
    double until) {}
