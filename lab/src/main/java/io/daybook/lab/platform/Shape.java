package io.daybook.lab.platform;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the platform runs.
 *
 * @param processes of it, in the order in which they are started
 * @param settings that all of them are told beside the usual ones
 * @param jvm what their virtual machines are told
 * @param isApart whether there is a network between the processes and PostgreSQL, and between the
 *     processes and the sandbox
 */
public record Shape(
    List<Node> processes, List<String> settings, List<String> jvm, boolean isApart) {
  /** Starts soon, and leaves the two cores to others. */
  private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-Xmx400m");

  private static final List<String> LARGE = List.of("-Xmx800m");

  /**
   * One process.
   *
   * @param name of its log
   * @param roles separated by commas
   * @param environment beside that of this process
   * @param settings that it alone is told
   */
  public record Node(
      String name, String roles, Map<String, String> environment, List<String> settings) {

    /** As it comes. */
    public Node(String name, String roles) {
      this(name, roles, Map.of(), List.of());
    }
  }

  /**
   * On a machine of its own, with virtual machines that start soon; one for each of these roles.
   */
  public static Shape of(String... roles) {
    return of(named(roles));
  }

  /** The same, of processes that differ by more than their roles. */
  public static Shape of(List<Node> processes) {
    return new Shape(processes, List.of(), SMALL, false);
  }

  /** With virtual machines that compile all they can, and a network whose length can be set. */
  public static Shape apart(String... roles) {
    return new Shape(named(roles), List.of(), LARGE, true);
  }

  private static List<Node> named(String... roles) {
    return Stream.of(roles).map(role -> new Node(role, role)).toList();
  }

  /** The same, and all its processes are told this. */
  public Shape told(String... more) {
    return new Shape(processes, List.of(more), jvm, isApart);
  }
}
