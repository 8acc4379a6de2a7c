package io.daybook.app;

import io.daybook.eventstore.testing.PostgresForTests;
import java.nio.file.Path;
import java.util.List;

/** The arguments of a platform that a test starts and stops itself. */
public final class SettingsForTests {
  private SettingsForTests() {}

  /**
   * On a database, with a sandbox of its own and nothing that begins by itself.
   *
   * @param sandbox the file that the sandbox remembers by
   */
  public static List<String> on(PostgresForTests.Database database, Path sandbox) {
    return List.of(
        "--server.port=0",
        "--daybook.database=external",
        "--daybook.demo=false",
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.user(),
        "--spring.datasource.password=" + database.password(),
        "--daybook.outside-world.sandbox-port=0",
        "--daybook.outside-world.sandbox-file=" + sandbox,
        "--daybook.reconciliation.cron=-");
  }
}
