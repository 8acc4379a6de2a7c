package io.daybook.lab.platform;

import java.util.List;

/**
 * How the platform runs.
 *
 * @param processes the roles of each of its processes; the first takes orders
 * @param settings that all of them are told beside the usual ones
 * @param jvm what their virtual machines are told
 * @param isApart whether there is a network between the processes and PostgreSQL, and between the
 *     processes and the sandbox
 */
public record Shape(
    List<String> processes, List<String> settings, List<String> jvm, boolean isApart) {
  /** Starts soon, and leaves the two cores to others. */
  private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-Xmx400m");

  private static final List<String> LARGE = List.of("-Xmx800m");

  /** On a machine of its own, with virtual machines that start soon. */
  public static Shape of(String... processes) {
    return new Shape(List.of(processes), List.of(), SMALL, false);
  }

  /** With virtual machines that compile all they can, and a network whose length can be set. */
  public static Shape apart(String... processes) {
    return new Shape(List.of(processes), List.of(), LARGE, true);
  }

  /** The same, and all its processes are told this. */
  public Shape told(String... more) {
    return new Shape(processes, List.of(more), jvm, isApart);
  }
}
