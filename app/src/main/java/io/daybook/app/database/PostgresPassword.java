package io.daybook.app.database;

import io.daybook.app.secret.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The password of the embedded PostgreSQL, in a file beside its data that only its owner reads. A
 * directory that has none yet, because it is new or from a release that trusted whoever reached the
 * port, gets one: first the file, then the role's password, then the rule that asks for it. So a
 * kill in between leaves a server that can be used, and the next start goes on.
 */
final class PostgresPassword {
  private static final Logger log = LoggerFactory.getLogger(PostgresPassword.class);

  /** A line of pg_hba.conf that lets in whoever comes. */
  private static final Pattern TRUSTING =
      Pattern.compile("^((?:local|host)\\w*\\s.*\\s)trust\\s*$", Pattern.MULTILINE);

  private final String value;
  private final Path rules;

  private PostgresPassword(String value, Path rules) {
    this.value = value;
    this.rules = rules;
  }

  /** Reads it, or makes one. */
  static PostgresPassword of(Path data) throws IOException {
    var file = data.resolveSibling(data.getFileName() + ".password");
    var value = SecretFiles.readOrMake(file, SecretFiles::random).strip();
    return new PostgresPassword(value, data.resolve("pg_hba.conf"));
  }

  String value() {
    return value;
  }

  /** Has a running server ask for it from now on, if it does not yet. */
  void demand(String url) throws IOException, SQLException {
    var before = Files.readString(rules);
    var after = TRUSTING.matcher(before).replaceAll("$1scram-sha-256");
    if (after.equals(before)) {
      return;
    }
    try (var connection = DriverManager.getConnection(url, "postgres", value);
        var statement = connection.createStatement()) {
      // of our own making: letters, digits, - and _
      statement.execute("set password_encryption = 'scram-sha-256'");
      statement.execute("alter role postgres password '" + value + "'");
      var beside = rules.resolveSibling("pg_hba.conf.new");
      Files.writeString(beside, after);
      Files.move(beside, rules, StandardCopyOption.ATOMIC_MOVE);
      statement.execute("select pg_reload_conf()");
    }
    log.info("PostgreSQL asks for a password from now on");
  }
}
