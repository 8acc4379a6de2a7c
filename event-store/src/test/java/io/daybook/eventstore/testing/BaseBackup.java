package io.daybook.eventstore.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;

/** A base backup by hand (PostgreSQL documentation, 25.3.3): the programs at hand make none. */
final class BaseBackup {
  private BaseBackup() {}

  /** Copies the data of a running server, without its write-ahead log. */
  static void copy(Connection server, Path from, Path to) throws SQLException, IOException {
    try (var statement = server.createStatement()) {
      statement.execute("select pg_backup_start('copy', true)");
      copyFiles(from, to);
      try (var stopped = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
        stopped.next();
        Files.writeString(to.resolve("backup_label"), stopped.getString(1));
      }
    }
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : (Iterable<Path>) files::iterator) {
        var relative = from.relativize(file);
        var target = to.resolve(relative);
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!relative.startsWith("pg_wal") && !relative.startsWith("postmaster.pid")) {
          copyIfThere(file, target);
        }
      }
    }
  }

  private static void copyIfThere(Path file, Path target) throws IOException {
    try {
      Files.copy(file, target);
    } catch (NoSuchFileException removedMeanwhile) {
      // the log that is streamed, or archived, says so too
    }
  }
}
