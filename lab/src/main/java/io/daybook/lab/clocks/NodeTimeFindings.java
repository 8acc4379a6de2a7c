package io.daybook.lab.clocks;

import io.daybook.lab.clocks.ClockTrials.NodeTime;
import io.daybook.lab.clocks.NodeTimes.Misdated;
import io.daybook.lab.experiment.Finding;
import io.daybook.lab.experiment.Table;
import java.util.ArrayList;
import java.util.List;

/** What of ours trusts the clock of a process. */
final class NodeTimeFindings {
  private static final int UNAUTHORIZED = 401;
  private static final int OK = 200;

  /** Further off than what an order takes to be recorded. */
  private static final double CLOSE_SECONDS = 5;

  private NodeTimeFindings() {}

  static Table table(NodeTime times) {
    return new Table(
        "What could go by the clock of a process",
        List.of("what", "looked at", "found"),
        List.of(
            List.of(
                "tokens",
                "a fresh one at a process that is 150 s behind, with clock-skew as it comes (%d s)"
                    .formatted(Skewed.TOKEN_SKEW_SECONDS),
                "status " + times.tokenBehind()),
            List.of(
                "tokens", "the same at one that is 150 s ahead", "status " + times.tokenAhead()),
            List.of(
                "erasures, which wait %d s for keys in use".formatted(Skewed.SETTLE_SECONDS),
                "asked of the process that is behind; the other may carry it out",
                "done after %.1f s".formatted(times.erasedByBehind())),
            List.of(
                "erasures",
                "asked of the process that is ahead",
                "done after %.1f s".formatted(times.erasedByAhead())),
            List.of("orderedAt of orders", "against recorded_at", told(times.orders())),
            List.of("sealed_at of seals", "against recorded_at", told(times.seals()))));
  }

  private static String told(Misdated dates) {
    return "off by up to %.0f s; %d of %d before the one before"
        .formatted(dates.seconds(), dates.back(), dates.many());
  }

  static List<Finding> of(NodeTime times) {
    var found = new ArrayList<Finding>();
    found.add(
        new Finding(
            "A process whose clock is further behind the issuer's than daybook.auth.clock-skew refuses fresh tokens (status %d at 150 s behind; %d at 150 s ahead): it answers nobody, and harms nothing."
                .formatted(times.tokenBehind(), times.tokenAhead()),
            times.tokenBehind() == UNAUTHORIZED && times.tokenAhead() == OK));
    var isEarly = times.erasedByBehind() < Skewed.SETTLE_SECONDS;
    found.add(
        new Finding(
            isEarly
                ? "A DEFECT of the platform: an erasure is dated by the process that is asked and found due by the clock of whichever comes first, so that its wait of %d s was over after %.1f s where the process asked was five minutes behind the other."
                    .formatted(Skewed.SETTLE_SECONDS, times.erasedByBehind())
                : "An erasure waits its %d s whichever process is asked: it was done after %.1f s and %.1f s."
                    .formatted(
                        Skewed.SETTLE_SECONDS, times.erasedByBehind(), times.erasedByAhead()),
            isEarly || times.erasedByAhead() >= Skewed.SETTLE_SECONDS));
    var isOwn = times.orders().seconds() > CLOSE_SECONDS;
    found.add(
        new Finding(
            isOwn
                ? "A DEFECT of the platform: orderedAt is the time of a process' own clock, off by up to %.0f s, and of %d orders %d are by it before one that was recorded earlier."
                    .formatted(
                        times.orders().seconds(), times.orders().many(), times.orders().back())
                : "Dates that processes write are the database's too: orderedAt of %d orders is within %.1f s of when they were recorded, and none of %d seals is dated before the one before."
                    .formatted(
                        times.orders().many(), times.orders().seconds(), times.seals().many()),
            isOwn || times.seals().back() == 0));
    return found;
  }
}
