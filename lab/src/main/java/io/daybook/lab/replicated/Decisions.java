package io.daybook.lab.replicated;

import java.util.concurrent.CompletableFuture;

/** A log of decisions, which keeps what it has answered. */
interface Decisions {

  /**
   * Proposes how a transaction ends.
   *
   * @return how it does end: as was proposed first, by whomever. Fails where that is not known
   */
  CompletableFuture<Verdict> propose(String transaction, Verdict verdict);
}
