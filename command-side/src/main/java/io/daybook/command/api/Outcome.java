package io.daybook.command.api;

/**
 * What became of a command whose sender has to know whether it was carried out before.
 *
 * @param version of the stream after the command
 * @param repeated whether nothing was left to do, because the same was asked for before
 */
public record Outcome(long version, boolean repeated) {}
