package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.eventstore.testing.PostgresForTests;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the database lets the application's role do, where the tables belong to another role. */
class RightsIT {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final PostgresForTests.Database database = PostgresForTests.newDatabase();
  private final String application = role("application");
  private final PGSimpleDataSource dataSource = as(application);
  private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);

  RightsIT() {
    var owner = role("owner");
    superuser().execute("grant create on database " + name() + " to " + owner);
    var unused = LogMigration.of(dataSource, new EventStoreProperties.Owner(owner, "secret"));
    var appended = LogForTests.appendOn(dataSource, events("order-1", 0, 2));
  }

  @Test
  void the_application_appends_and_reads() {
    assertThat(LogForTests.tableOn(dataSource).readLog(-1)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into event_log.domain_event select 9, 'x', 0, 'x', 'x', now(), 'x', 'x', '{}',"
            + " '{}'",
        "update event_log.domain_event set payload = '{}'",
        "delete from event_log.domain_event",
        "truncate event_log.domain_event",
        "update event_log.seal set root = ''",
        "delete from event_log.seal",
        "truncate event_log.seal",
        "alter table event_log.domain_event disable trigger append_only",
        "drop trigger append_only on event_log.domain_event",
        "drop table event_log.domain_event",
        "set session_replication_role = replica",
        "create or replace function event_log.refuse_change() returns trigger language plpgsql"
            + " as 'begin return new; end'",
        "alter function event_log.append_group security invoker",
        "drop function event_log.append_group"
      })
  void the_application_cannot_change_the_log_nor_switch_off_what_refuses_it(String sql) {
    assertThatThrownBy(() -> jdbc.execute(sql))
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class,
            refused -> assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    assertThat(LogForTests.tableOn(dataSource).readLog(-1)).hasSize(2);
  }

  @Test
  void a_table_of_the_application_s_own_does_not_stand_in_for_the_log() {
    jdbc.execute(
        """
        create temporary table domain_event (like event_log.domain_event);
        set search_path = pg_temp, public;
        """);
    var unused = LogForTests.appendOn(dataSource, events("order-2", 0, 1));
    assertThat(LogForTests.tableOn(dataSource).readLog(-1)).hasSize(3);
  }

  @Test
  void nobody_else_may_append() {
    var stranger = as(role("stranger"));
    superuser().execute("grant usage on schema event_log to public");
    assertThatThrownBy(() -> LogForTests.appendOn(stranger, events("order-2", 0, 1)))
        .hasStackTraceContaining("permission denied for function append_group");
  }

  private String role(String kind) {
    var role = kind + "_" + UUID.randomUUID().toString().replace("-", "");
    superuser().execute("create role " + role + " login password 'secret'");
    return role;
  }

  private JdbcTemplate superuser() {
    var dataSource = as(database.user());
    dataSource.setPassword(database.password());
    return new JdbcTemplate(dataSource);
  }

  private PGSimpleDataSource as(String user) {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(database.url());
    dataSource.setUser(user);
    dataSource.setPassword("secret");
    return dataSource;
  }

  private String name() {
    return database.url().replaceFirst(".*/([^?]+).*", "$1");
  }
}
