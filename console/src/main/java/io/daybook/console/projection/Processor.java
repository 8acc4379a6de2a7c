package io.daybook.console.projection;

/**
 * What follows the log, as the API gives it: of a read model, of a process, or for the outside.
 *
 * @param lag of its slowest segment, in events
 */
public record Processor(String name, int segments, long lag) {}
