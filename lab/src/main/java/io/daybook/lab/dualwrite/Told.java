package io.daybook.lab.dualwrite;

/**
 * What one way has come to under one fault.
 *
 * @param who the words for the way
 * @param isOurs whether it is the platform as it is delivered
 * @param isDual whether two writes are all there is
 * @param times how often it was broken
 * @param refused how often a customer was told to come again
 */
record Told(
    String who,
    boolean isOurs,
    boolean isDual,
    Fault fault,
    int times,
    long refused,
    Count count) {}
