package io.daybook.lab.replicated;

import io.daybook.lab.shop.Part;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends what others have left. Whoever leads proposes to abort each transaction that is prepared and
 * not its own: where another had decided before, the log answers with that.
 */
final class Finisher {
  private static final long APART_NANOS = 20_000_000L;

  private final ReplicatedDecisions decisions;
  private final List<Integer> ports;
  private final Set<String> own;

  /**
   * Begins.
   *
   * @param own transactions that this process has under way
   */
  Finisher(ReplicatedDecisions decisions, List<Integer> ports, Set<String> own) {
    this.decisions = decisions;
    this.ports = ports;
    this.own = own;
  }

  /** Runs as long as the process; says when it has begun to lead. */
  void run() {
    var led = false;
    try (var transactions = new Transactions(ports)) {
      while (true) {
        var leads = decisions.leads();
        if (leads && !led) {
          PeerMain.say(PeerMain.LEADS);
        }
        led = leads;
        if (leads) {
          look(transactions);
        }
        LockSupport.parkNanos(APART_NANOS);
      }
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void look(Transactions transactions) throws SQLException {
    for (var part : Part.values()) {
      for (var transaction : transactions.prepared(part)) {
        if (!own.contains(transaction)) {
          end(transactions, transaction);
        }
      }
    }
  }

  /** Without an answer nothing is ended: the next look, or the next leader, does it. */
  private void end(Transactions transactions, String transaction) throws SQLException {
    try {
      var verdict = decisions.propose(transaction, Verdict.ABORT).get();
      for (var part : Part.values()) {
        transactions.end(part, transaction, verdict);
      }
    } catch (ExecutionException noAnswer) {
      PeerMain.say("no answer about " + transaction + ": " + noAnswer.getCause());
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
