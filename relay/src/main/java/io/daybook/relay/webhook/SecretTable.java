package io.daybook.relay.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of secrets. */
@Component
class SecretTable {
  private final JdbcTemplate jdbc;
  private final SecretSealer sealer;

  SecretTable(DataSource dataSource, SecretSealer sealer) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.sealer = sealer;
  }

  /** One that is valid, until an instant if it is not the latest. */
  record Valid(int number, @Nullable Instant until) {}

  /** One to sign with. */
  record Usable(SigningSecret secret, @Nullable Instant until) {}

  /** As it is in the table, and opened. */
  private record Kept(
      String subscription, int number, String key, SigningSecret secret, @Nullable Instant until) {}

  /** Those that are valid, the latest first. */
  List<Valid> valid(SubscriptionId id) {
    return jdbc.query(
        """
        select number, valid_until from relay.webhook_secret
         where subscription = ? and (valid_until is null or valid_until > now()) order by number desc
        """,
        (row, _) -> new Valid(row.getInt(1), SubscriptionTable.instant(row, "valid_until")),
        id.toString());
  }

  /** What is to be signed with now, the latest first. */
  List<Usable> open(SubscriptionId id) {
    return jdbc
        .query(
            """
            select * from relay.webhook_secret
             where subscription = ? and (valid_until is null or valid_until > now()) order by number desc
            """,
            (row, _) -> open(row),
            id.toString())
        .stream()
        .map(one -> new Usable(one.secret(), one.until()))
        .toList();
  }

  /**
   * Adds a secret, which is the latest from now on.
   *
   * @param formerLife how long those before it are valid; none has its life prolonged
   */
  void add(SubscriptionId id, SigningSecret secret, Duration formerLife) {
    jdbc.update(
        """
        update relay.webhook_secret
           set valid_until = least(valid_until, now() + ? * interval '1 millisecond')
         where subscription = ?
        """,
        formerLife.toMillis(),
        id.toString());
    jdbc.update(
        """
        insert into relay.webhook_secret (subscription, number, master, sealed)
        select ?, coalesce(max(number), 0) + 1, ?, ? from relay.webhook_secret where subscription = ?
        """,
        id.toString(),
        sealer.key(),
        sealer.seal(secret.bytes(), purpose(id.toString())),
        id.toString());
  }

  /** Forgets those that are valid no more, and seals anew what a former key has sealed. */
  void tidy() {
    jdbc.update("delete from relay.webhook_secret where valid_until < now()");
    var former =
        jdbc.query(
            "select * from relay.webhook_secret where master <> ?",
            (row, _) -> open(row),
            sealer.key());
    for (var one : former) {
      jdbc.update(
          "update relay.webhook_secret set master = ?, sealed = ? where subscription = ? and number = ? and master = ?",
          sealer.key(),
          sealer.seal(one.secret().bytes(), purpose(one.subscription())),
          one.subscription(),
          one.number(),
          one.key());
    }
  }

  private Kept open(ResultSet row) throws SQLException {
    var subscription = row.getString("subscription");
    var key = row.getString("master");
    var secret = sealer.open(key, row.getBytes("sealed"), purpose(subscription));
    return new Kept(
        subscription,
        row.getInt("number"),
        key,
        SigningSecret.of(secret),
        SubscriptionTable.instant(row, "valid_until"));
  }

  private static String purpose(String subscription) {
    return "webhook secret\n" + subscription;
  }
}
