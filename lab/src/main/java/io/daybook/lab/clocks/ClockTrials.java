package io.daybook.lab.clocks;

import io.daybook.lab.clocks.NodeTimes.Misdated;
import io.daybook.lab.experiment.Says;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Places orders at two processes whose clocks are wrong, and looks at what has become of them. */
final class ClockTrials {
  private static final long PATIENCE_SECONDS = 300;
  private static final String DECLINED = "tok_declined";
  private static final String SILENT = "tok_silent";

  private final Skewed skewed;
  private final Recorder recorder;
  private final boolean quick;
  private final Says says;

  private ClockTrials(Skewed skewed, boolean quick, Says says) {
    this.skewed = skewed;
    this.recorder = new Recorder(skewed.platform());
    this.quick = quick;
    this.says = says;
  }

  /**
   * All that was found.
   *
   * @param histories what was recorded in each phase
   * @param promises of the platform
   * @param nodeTimes what still reads the clock of a process
   */
  record Observed(
      Map<Phase, History> histories,
      List<Promise> promises,
      NodeTime nodeTimes,
      List<CommitWait.Cost> costs) {}

  /**
   * What reads the clock of a process.
   *
   * @param tokenBehind status of a request with a fresh token at a process that is 150 s behind
   * @param tokenAhead the same, 150 s ahead
   * @param erasedByBehind seconds from asking the process that is behind until it is done
   * @param erasedByAhead the same of the process that is ahead
   */
  record NodeTime(
      int tokenBehind,
      int tokenAhead,
      double erasedByBehind,
      double erasedByAhead,
      Misdated orders,
      Misdated seals) {}

  static Observed run(Path library, boolean quick, Says says) throws Exception {
    says.line("Daybook is started in two processes with clocks of their own");
    try (var skewed = new Skewed(library)) {
      skewed.start();
      return new ClockTrials(skewed, quick, says).run();
    }
  }

  private Observed run() throws Exception {
    var platform = skewed.platform();
    var sku = platform.product();
    recorder.await(order(Skewed.BEHIND, sku, "tok_visa"), "PickingStarted", PATIENCE_SECONDS);
    recorder.await(order(Skewed.AHEAD, sku, "tok_visa"), "PickingStarted", PATIENCE_SECONDS);
    var begun = recorder.end();
    var times = new NodeTimes(platform);
    skewed.set(-150, -150);
    var tokenBehind =
        times.token(Skewed.AHEAD, "operator"); // this one has the default of clock-skew
    var histories = new LinkedHashMap<Phase, History>();
    var promises = new ArrayList<Promise>();
    var orders = new ArrayList<String>();
    var owners = new Owners(platform);
    try (owners) {
      for (var phase : quick ? List.of(Phase.MINUTES) : Phase.ALL) {
        histories.put(phase, record(phase, sku, orders));
      }
      skewed.set(-150, 150);
      promises.add(new Promises(platform).ended(orders));
      promises.add(new ShopBooks(platform).agree(1));
      promises.add(new Promises(platform).order());
      promises.add(new Promises(platform).asOf(begun, quick ? 5 : 20));
    }
    promises.add(owners.promise());
    promises.add(new Promises(platform).sealed());
    var tokenAhead = times.token(Skewed.AHEAD, "finance");
    var misdated = times.orders();
    var seals = times.seals();
    says.line("two customers are to be erased, and two orders wait for an answer in vain");
    var erasedByBehind = times.erasure(Skewed.BEHIND, declined(sku, "one"));
    var erasedByAhead = times.erasure(Skewed.AHEAD, declined(sku, "two"));
    promises.add(
        new Promises(platform)
            .deadlines(
                List.of(order(Skewed.BEHIND, sku, SILENT), order(Skewed.AHEAD, sku, SILENT))));
    skewed.set(0, 0);
    says.line("one stream is written to, with answers held back");
    var costs = CommitWait.measure(platform, sku, quick ? 1 : 5);
    return new Observed(
        histories,
        promises,
        new NodeTime(tokenBehind, tokenAhead, erasedByBehind, erasedByAhead, misdated, seals),
        costs);
  }

  private History record(Phase phase, String sku, List<String> all) throws Exception {
    try (var _ = skewed.during(phase)) {
      var after = recorder.end();
      var orders = new ArrayList<String>();
      for (int i = 0; i < (quick ? 8 : 40); i++) {
        orders.add(order(i % 2 == 0 ? Skewed.BEHIND : Skewed.AHEAD, sku, "tok_visa"));
      }
      for (var order : orders) {
        recorder.await(order, "PickingStarted", PATIENCE_SECONDS);
      }
      all.addAll(orders);
      var history = recorder.between(after, recorder.end());
      says.line("%s: %d orders, %,d events".formatted(phase.text(), orders.size(), history.size()));
      return history;
    }
  }

  private String order(int node, String sku, String paymentToken) throws Exception {
    return skewed.platform().order(node, sku, "clerk", "ada", paymentToken);
  }

  /** A customer whose only order has ended. */
  private String declined(String sku, String customer) throws Exception {
    var order = skewed.platform().order(Skewed.BEHIND, sku, "clerk", customer, DECLINED);
    recorder.await(order, "OrderCancelled", PATIENCE_SECONDS);
    return customer;
  }
}
