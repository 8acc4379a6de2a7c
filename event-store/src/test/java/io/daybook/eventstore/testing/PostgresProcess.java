package io.daybook.eventstore.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server over a directory of data that is there, started and ended as an operator does. */
public final class PostgresProcess implements AutoCloseable {
  private final Process postmaster;

  private PostgresProcess(Process postmaster) {
    this.postmaster = postmaster;
  }

  /**
   * Starts it; it may not answer yet.
   *
   * @param executable the program {@code postgres}
   * @param settings beside those in its directory
   */
  public static PostgresProcess start(
      Path executable, Path directory, int port, Map<String, String> settings) throws IOException {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) { // PostgreSQL refuses to run as root
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(executable.toString(), "-D", directory.toString(), "-p", Integer.toString(port)));
    set(command, "listen_addresses", "localhost");
    set(command, "unix_socket_directories", "");
    set(command, "max_connections", "300");
    settings.forEach((name, value) -> set(command, name, value));
    return new PostgresProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    directory.resolveSibling(directory.getFileName() + ".log").toFile()))
            .start());
  }

  private static void set(List<String> command, String name, String value) {
    command.addAll(List.of("-c", name + "=" + value));
  }

  /** Sends a signal to all its processes. */
  void signal(String signal) throws Exception {
    var command = new ArrayList<>(List.of("kill", signal));
    processes().forEach(process -> command.add(Long.toString(process.pid())));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("not every process got " + signal);
    }
  }

  /** Ends all its processes by SIGKILL. */
  @Override
  public void close() {
    var all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }

  private List<ProcessHandle> processes() {
    var all = new ArrayList<>(List.of(postmaster.toHandle()));
    postmaster.descendants().forEach(all::add);
    return all;
  }
}
