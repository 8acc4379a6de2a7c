package com.example.bank;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** An account that is never overdrawn. Its stream in the log has the name {@code account}. */
@Revision("1")
@Aggregate(type = "Account", snapshotTriggerDefinition = "snapshotPolicy", cache = "aggregateCache")
class Account {
  record Open(@TargetAggregateIdentifier String account) {}

  record Deposit(@TargetAggregateIdentifier String account, long pence) {}

  record Withdraw(@TargetAggregateIdentifier String account, long pence) {}

  @Revision("1")
  record Opened(String account) {}

  @Revision("1")
  record Deposited(String account, long pence) {}

  @Revision("1")
  record Withdrawn(String account, long pence) {}

  @AggregateIdentifier private @Nullable String id;
  private long balance;

  /** For Axon, which fills it from the stream. */
  Account() {}

  @CommandHandler
  Account(Open command) {
    AggregateLifecycle.apply(new Opened(command.account()));
  }

  @CommandHandler
  void handle(Deposit command) {
    AggregateLifecycle.apply(new Deposited(command.account(), command.pence()));
  }

  @CommandHandler
  void handle(Withdraw command) {
    if (command.pence() > balance) {
      throw new IllegalStateException("Only " + balance + " pence are there");
    }
    AggregateLifecycle.apply(new Withdrawn(command.account(), command.pence()));
  }

  @EventSourcingHandler
  void on(Opened event) {
    id = event.account();
  }

  @EventSourcingHandler
  void on(Deposited event) {
    balance += event.pence();
  }

  @EventSourcingHandler
  void on(Withdrawn event) {
    balance -= event.pence();
  }
}
