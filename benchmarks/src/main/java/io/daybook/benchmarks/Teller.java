package io.daybook.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A way to tell Kafka of what is appended to a log, by a process of its own. */
interface Teller {
  long END_SECONDS = 30;

  String name();

  /** Where the log is. */
  String database();

  /** What the names of its topics begin with. */
  String topics();

  /** Is called once, before anything is appended. */
  default void prepare(Connection connection) throws SQLException {}

  /** Starts its process. */
  Process start() throws IOException;

  /** The bytes that are kept in the database only because it has not read them yet. */
  long bytesKept(Connection connection) throws SQLException;

  /** Those bytes in words, with what they are. */
  String kept(Connection connection) throws SQLException;

  /** Is called once, at the end: leaves nothing that would cost those who come after it. */
  default void leave(Connection connection) throws SQLException {}

  /** A process of ours, with as much memory as the platform's launcher gives. */
  static Process java(List<String> more) throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx640m", "-cp"));
    command.addAll(more);
    return new ProcessBuilder(command).inheritIO().start();
  }

  /** Asks a process to end, and returns when it has. */
  static void end(Process process) {
    process.destroy();
    process
        .onExit()
        .orTimeout(END_SECONDS, TimeUnit.SECONDS)
        .exceptionally(_ -> process.destroyForcibly())
        .join();
  }
}
