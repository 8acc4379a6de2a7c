package io.daybook.lab.replicated;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;

/** What follows from the replicated log: of two decisions about a transaction, the first. */
final class DecisionsMachine extends BaseStateMachine {
  private final Map<String, Verdict> decided = new ConcurrentHashMap<>();

  static Message message(String transaction, Verdict verdict) {
    return Message.valueOf(verdict + " " + transaction);
  }

  static Verdict verdict(Message answer) {
    return Verdict.valueOf(answer.getContent().toStringUtf8());
  }

  boolean knows(String transaction) {
    return decided.containsKey(transaction);
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext context) {
    var entry = Objects.requireNonNull(context.getLogEntry());
    var words = entry.getStateMachineLogEntry().getLogData().toStringUtf8().split(" ", 2);
    var proposed = Verdict.valueOf(words[0]);
    var earlier = decided.putIfAbsent(words[1], proposed);
    updateLastAppliedTermIndex(TermIndex.valueOf(entry));
    return CompletableFuture.completedFuture(
        Message.valueOf((earlier == null ? proposed : earlier).name()));
  }
}
