package com.example.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.Seals;
import io.daybook.eventstore.testing.PostgresForTests;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The log, the command bus and a projection do their work for a stranger's application. */
class BankIT {
  private static final String ADA = "account-ada";

  private final PostgresForTests.Database database = PostgresForTests.newDatabase();
  private ConfigurableApplicationContext bank = start();

  private ConfigurableApplicationContext start() {
    return SpringApplication.run(
        Bank.class,
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.user(),
        "--spring.datasource.password=" + database.password());
  }

  @BeforeEach
  void an_account_with_70_pence() {
    send(new Account.Open(ADA));
    send(new Account.Deposit(ADA, 100));
    send(new Account.Withdraw(ADA, 30));
  }

  @AfterEach
  void stop() {
    bank.close();
  }

  @Test
  void the_log_has_every_event_in_its_order() {
    assertThat(bank.getBean(EventLog.class).readStreams(List.of(ADA)))
        .extracting(LoggedEvent::payload)
        .containsExactly(
            new Account.Opened(ADA),
            new Account.Deposited(ADA, 100),
            new Account.Withdrawn(ADA, 30));
  }

  @Test
  void an_overdraft_is_refused_and_leaves_nothing_in_the_log() {
    assertThatThrownBy(() -> send(new Account.Withdraw(ADA, 71)))
        .hasMessage("Only 70 pence are there");
    assertThat(bank.getBean(EventLog.class).headPosition()).isEqualTo(2);
  }

  @Test
  void the_projection_follows_the_log() {
    await().untilAsserted(() -> assertThat(balance()).containsExactly(70L));
  }

  @Test
  void the_seals_prove_that_the_log_is_as_it_was_written() {
    var seals = bank.getBean(Seals.class);
    seals.sealNew();
    var verdict = seals.verify(null, _ -> {});
    assertThat(verdict.intact()).isTrue();
    assertThat(verdict.sealedEvents()).isEqualTo(3);
  }

  @Test
  void after_a_restart_the_account_is_what_its_events_say() {
    bank.close();
    bank = start();
    assertThatThrownBy(() -> send(new Account.Withdraw(ADA, 71)))
        .hasMessage("Only 70 pence are there");
    send(new Account.Withdraw(ADA, 70));
    await().untilAsserted(() -> assertThat(balance()).containsExactly(0L));
  }

  private List<Long> balance() {
    return bank.getBean(JdbcTemplate.class).queryForList("select pence from balance", Long.class);
  }

  private void send(Object command) {
    bank.getBean(CommandGateway.class).sendAndWait(command);
  }
}
