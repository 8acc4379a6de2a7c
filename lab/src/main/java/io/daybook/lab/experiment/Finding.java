package io.daybook.lab.experiment;

/**
 * What follows from the numbers of this very run.
 *
 * @param seen whether this run shows it; what a run does not show is not concluded
 */
public record Finding(String claim, boolean seen) {}
