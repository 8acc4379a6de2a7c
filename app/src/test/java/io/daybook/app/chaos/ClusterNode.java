package io.daybook.app.chaos;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** One process of a cluster, with some of the roles. Whoever looks after it starts it again. */
final class ClusterNode implements AutoCloseable {
  private final String name;
  private final Set<String> roles;
  private final PlatformProcess process;
  private boolean closed;

  ClusterNode(String name, Set<String> roles, PlatformProcess process) {
    this.name = name;
    this.roles = roles;
    this.process = process;
  }

  /**
   * That it has ended without having been killed.
   *
   * @param hadStarted false for one that did not come up, such as one without a database
   */
  record Ended(String name, int exitCode, boolean hadStarted) {}

  boolean has(String role) {
    return roles.contains(role);
  }

  PlatformProcess process() {
    return process;
  }

  synchronized void killAndRestart() throws Exception {
    process.kill();
    process.restart();
  }

  /** Starts it again if it has ended, as a supervisor does. */
  synchronized Optional<Ended> revive() throws IOException {
    if (closed || process.isUp()) {
      return Optional.empty();
    }
    var ended = new Ended(name, process.exitCode(), process.hadStarted());
    process.restart();
    return Optional.of(ended);
  }

  @Override
  public synchronized void close() {
    closed = true;
    process.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
