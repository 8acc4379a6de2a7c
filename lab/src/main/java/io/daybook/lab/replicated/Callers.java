package io.daybook.lab.replicated;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** Some at the same time who have something decided, each one after the other. */
final class Callers {
  private static final int SKUS = 1_000;

  private final Decisions decisions;
  private final List<Integer> databases;
  private final Set<String> own;
  private final Pace.Work work;

  Callers(Decisions decisions, List<Integer> databases, Set<String> own, Pace.Work work) {
    this.decisions = decisions;
    this.databases = databases;
    this.own = own;
    this.work = work;
  }

  /**
   * Warms up, then measures.
   *
   * @return how many a second, and what half of them and 99 of 100 took at most, in milliseconds
   */
  String run(int count, long warmMillis, long millis) throws Exception {
    var begin = System.nanoTime() + warmMillis * 1_000_000;
    var end = begin + millis * 1_000_000;
    var callers = new ArrayList<Callable<List<Long>>>();
    for (int i = 0; i < count; i++) {
      callers.add(() -> call(begin, end));
    }
    var taken = new ArrayList<Long>();
    try (var threads = Executors.newFixedThreadPool(count)) {
      for (var caller : threads.invokeAll(callers)) {
        taken.addAll(caller.get());
      }
    }
    taken.sort(null);
    if (taken.isEmpty()) {
      throw new IllegalStateException("Nothing was decided in time");
    }
    return String.format(
        Locale.ROOT,
        "%f %f %f",
        taken.size() * 1e3 / millis,
        taken.get(taken.size() / 2) / 1e6,
        taken.get(taken.size() * 99 / 100) / 1e6);
  }

  /** What each took that was begun and ended while it was measured. */
  private List<Long> call(long begin, long end) throws Exception {
    var taken = new ArrayList<Long>();
    try (var transactions = new Transactions(databases)) {
      for (var now = System.nanoTime(); now < end; ) {
        one(transactions);
        var then = System.nanoTime();
        if (now >= begin && then <= end) {
          taken.add(then - now);
        }
        now = then;
      }
    }
    return taken;
  }

  private void one(Transactions transactions) throws Exception {
    var order = UUID.randomUUID().toString();
    var verdict =
        switch (work) {
          case DECISION -> decisions.propose(order, Verdict.COMMIT).get();
          case ORDER -> placed(transactions, order);
        };
    if (verdict != Verdict.COMMIT) {
      throw new IllegalStateException("Another has decided: " + order);
    }
  }

  private Verdict placed(Transactions transactions, String order) throws Exception {
    var sku = "sku-" + ThreadLocalRandom.current().nextInt(SKUS);
    var name = "lab-" + order;
    own.add(name);
    try {
      return transactions.place(name, order, sku, decisions, _ -> {});
    } finally {
      own.remove(name);
    }
  }
}
