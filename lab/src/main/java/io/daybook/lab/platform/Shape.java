package io.daybook.lab.platform;

import java.util.List;
import java.util.OptionalInt;

/**
 * How the platform runs.
 *
 * @param processes the roles of each of its processes; the first takes orders
 * @param settings that all of them are told beside the usual ones
 * @param jvm what their virtual machines are told
 * @param roundTripMillis the length of a network between the processes and PostgreSQL, and between
 *     the processes and the sandbox; empty where there is none
 */
public record Shape(
    List<String> processes, List<String> settings, List<String> jvm, OptionalInt roundTripMillis) {
  /** Starts soon, and leaves the two cores to others. */
  private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-Xmx400m");

  /** On a machine of its own, with virtual machines that start soon. */
  public static Shape of(String... processes) {
    return new Shape(List.of(processes), List.of(), SMALL, OptionalInt.empty());
  }

  /** The same, and all its processes are told this. */
  public Shape told(String... more) {
    return new Shape(processes, List.of(more), jvm, roundTripMillis);
  }
}
