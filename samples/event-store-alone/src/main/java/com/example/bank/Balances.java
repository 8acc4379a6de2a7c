package com.example.bank;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Posts the log to the table {@code balance}, in the transaction that also moves the projection's
 * token: so each event is counted once.
 */
@Component
@ProcessingGroup("balances")
class Balances {
  private final JdbcTemplate jdbc;

  Balances(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @EventHandler
  void on(Account.Opened event) {
    jdbc.update("insert into balance (account, pence) values (?, 0)", event.account());
  }

  @EventHandler
  void on(Account.Deposited event) {
    add(event.account(), event.pence());
  }

  @EventHandler
  void on(Account.Withdrawn event) {
    add(event.account(), -event.pence());
  }

  private void add(String account, long pence) {
    jdbc.update("update balance set pence = pence + ? where account = ?", pence, account);
  }
}
