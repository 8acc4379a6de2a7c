package io.daybook.relay.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of subscriptions, as people change them. */
@Component
class SubscriptionTable {
  /** Begins every look that {@link #read} shall read. */
  static final String SELECT =
      """
      select id, owner, url, types, description, version, created_at, failures, failing_since, due_at, disabled_at,
             disabled_because
        from relay.webhook_subscription
      """;

  private final JdbcTemplate jdbc;

  SubscriptionTable(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** What somebody wants to be told, and where. */
  record Wanted(String url, List<String> types, String description) {}

  /** Those that are counted when another one is asked for. */
  record Count(int ofOwner, int ofAll) {}

  /** For the rest of the transaction nobody else makes one, so that they can be counted. */
  void oneAtATime() {
    jdbc.query("select pg_advisory_xact_lock(hashtext('relay.webhook_subscription'))", _ -> {});
  }

  /** Makes a subscription; false when there is one of this id. */
  boolean add(SubscriptionId id, String owner, String request, Wanted wanted) {
    return jdbc.update(
            """
            insert into relay.webhook_subscription (id, owner, request, url, types, description)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            id.toString(),
            owner,
            request,
            wanted.url(),
            wanted.types().toArray(String[]::new),
            wanted.description())
        == 1;
  }

  /** The hash of the request that has made it. */
  Optional<String> requestOf(SubscriptionId id) {
    return jdbc
        .queryForList(
            "select request from relay.webhook_subscription where id = ?",
            String.class,
            id.toString())
        .stream()
        .findFirst();
  }

  Count count(String owner) {
    return jdbc.queryForObject(
        "select count(*) filter (where owner = ?), count(*) from relay.webhook_subscription",
        (row, _) -> new Count(row.getInt(1), row.getInt(2)),
        owner);
  }

  Optional<WebhookSubscription> find(SubscriptionId id) {
    return jdbc.query(SELECT + "where id = ?", (row, _) -> read(row), id.toString()).stream()
        .findFirst();
  }

  /**
   * A page of them.
   *
   * @param owner whose; null for all
   * @param after the id of the last one of the page before
   */
  List<WebhookSubscription> list(@Nullable String owner, @Nullable String after, int limit) {
    return jdbc.query(
        SELECT + "where (?::text is null or owner = ?) and id > ? order by id limit ?",
        (row, _) -> read(row),
        owner,
        owner,
        after == null ? "" : after,
        limit);
  }

  /** Tells others elsewhere, if it is at the version. */
  boolean change(SubscriptionId id, long version, Wanted wanted) {
    return jdbc.update(
            """
            update relay.webhook_subscription
               set url = ?, types = ?, description = ?, version = version + 1, failures = 0, failing_since = null,
                   due_at = now()
             where id = ? and version = ?
            """,
            wanted.url(),
            wanted.types().toArray(String[]::new),
            wanted.description(),
            id.toString(),
            version)
        == 1;
  }

  /** Deletes it with all that is remembered of it, if it is at the version. */
  boolean delete(SubscriptionId id, long version) {
    return jdbc.update(
            "delete from relay.webhook_subscription where id = ? and version = ?",
            id.toString(),
            version)
        == 1;
  }

  /** Goes on with it at once; also where it is active, and waits. */
  void enable(SubscriptionId id) {
    jdbc.update(
        """
        with waiting as (
            update relay.webhook_held set due_at = now(), first_attempt_at = null, attempts = 0
             where subscription = ? and given_up_at is null)
        update relay.webhook_subscription
           set state = 'ACTIVE', disabled_at = null, disabled_because = null, failures = 0, failing_since = null,
               due_at = now(), version = version + 1
         where id = ?
        """,
        id.toString(),
        id.toString());
  }

  /** Stops it, unless it is stopped; says whether it was not. */
  boolean disable(SubscriptionId id, DisabledBecause why) {
    return jdbc.update(
            """
        update relay.webhook_subscription
           set state = 'DISABLED', disabled_at = now(), disabled_because = ?, version = version + 1
         where id = ? and state = 'ACTIVE'
        """,
            why.name(),
            id.toString())
        == 1;
  }

  /** A change that is written elsewhere: whoever works on it begins anew. */
  void touch(SubscriptionId id) {
    jdbc.update(
        "update relay.webhook_subscription set version = version + 1, due_at = now() where id = ?",
        id.toString());
  }

  /** The versions of those of these ids that are there. */
  Map<String, Long> versions(Collection<SubscriptionId> ids) {
    var versions = new HashMap<String, Long>();
    jdbc.query(
        "select id, version from relay.webhook_subscription where id = any (?)",
        row -> {
          versions.put(row.getString(1), row.getLong(2));
        },
        (Object) ids.stream().map(SubscriptionId::toString).toArray(String[]::new));
    return versions;
  }

  static WebhookSubscription read(ResultSet row) throws SQLException {
    var because = row.getString("disabled_because");
    return new WebhookSubscription(
        SubscriptionId.parse(row.getString("id")),
        row.getString("owner"),
        row.getString("url"),
        List.of((String[]) row.getArray("types").getArray()),
        row.getString("description"),
        row.getLong("version"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getInt("failures"),
        instant(row, "failing_since"),
        row.getObject("due_at", OffsetDateTime.class).toInstant(),
        instant(row, "disabled_at"),
        because == null ? null : DisabledBecause.valueOf(because));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
