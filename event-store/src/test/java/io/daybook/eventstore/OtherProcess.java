package io.daybook.eventstore;

import io.daybook.eventstore.testing.PostgresForTests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Another JVM that appends to the same log, one event at a time, and says so when each is durable.
 */
final class OtherProcess {
  private OtherProcess() {}

  static Process start(PostgresForTests.Database database, String stream, int appends)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            database.url(),
            database.user(),
            database.password(),
            stream,
            Integer.toString(appends))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Url, user, password, stream, and how many events to append. */
  public static void main(String[] arguments) {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(arguments[0]);
    dataSource.setUser(arguments[1]);
    dataSource.setPassword(arguments[2]);
    var appends = Integer.parseInt(arguments[4]);
    try (var commits = LogForTests.commitsOn(dataSource, 100, LogForTests.PATIENCE)) {
      IntStream.range(0, appends)
          .forEach(
              version -> {
                commits.append(LogForTests.events(arguments[3], version, 1));
                System.out.println(version);
                System.out.flush();
              });
    }
    System.exit(0);
  }
}
