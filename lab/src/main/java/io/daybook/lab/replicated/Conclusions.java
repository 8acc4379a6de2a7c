package io.daybook.lab.replicated;

import io.daybook.lab.experiment.Finding;
import io.daybook.lab.shop.Servers;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What follows from the strikes and the paces, and what does not. */
final class Conclusions {
  /** So long after an election a leader may need to end what it finds. */
  private static final double SOON_MILLIS = 1_000;

  private Conclusions() {}

  static List<Finding> of(List<Struck> struck, List<Pace> near) {
    var leaders = struck.stream().filter(one -> one.strike() != Strike.FOLLOWER_KILLED).toList();
    var followers = struck.stream().filter(one -> one.strike() == Strike.FOLLOWER_KILLED).toList();
    var local = order(near, Pace.Log.LOCAL);
    var replicated = order(near, Pace.Log.REPLICATED);
    return List.of(
        new Finding(
            "Nobody waits for the peer that was struck: in all %d strikes the two others ended the order while it was away."
                .formatted(struck.size()),
            struck.stream().allMatch(Struck::endsWithoutIt)),
        new Finding(
            "What is waited for is the election: it took %,.0f ms at most, and %,.0f ms at most after it nothing was prepared any more. The longest wait of a customer was %,.0f ms; a new order had to wait %,.0f ms at most."
                .formatted(
                    most(leaders, Struck::electedMillis),
                    most(leaders, Struck::afterElectionMillis),
                    most(leaders, Struck::longestMillis),
                    most(leaders, Struck::nextMillis)),
            leaders.stream()
                .allMatch(
                    one ->
                        one.afterElectionMillis() < SOON_MILLIS
                            && one.longestMillis() < one.electedMillis() + SOON_MILLIS)),
        new Finding(
            "The death of a follower is hardly noticed: the longest wait was %,.0f ms, and no order was rolled back."
                .formatted(most(followers, Struck::longestMillis)),
            followers.stream()
                .allMatch(
                    one ->
                        one.outcome().equals(Servers.COMMITTED)
                            && one.longestMillis() < ReplicatedDecisions.ELECTION_MILLIS)),
        new Finding(
            "The first decision wins: each of %d orders is in all three databases or in none, as was decided, also where the leader only stood still and went on when another had decided."
                .formatted(struck.size()),
            struck.stream().allMatch(Struck::isWell)),
        new Finding(
            "It has a price: one caller alone has a decision after %.2f ms instead of %.2f (p50), and %d callers have %,.0f decisions a second instead of %,.0f."
                .formatted(
                    alone(near, Pace.Log.REPLICATED).p50Millis(),
                    alone(near, Pace.Log.LOCAL).p50Millis(),
                    many(near, Pace.Log.REPLICATED).callers(),
                    many(near, Pace.Log.REPLICATED).perSecond(),
                    many(near, Pace.Log.LOCAL).perSecond()),
            alone(near, Pace.Log.REPLICATED).p50Millis() > alone(near, Pace.Log.LOCAL).p50Millis()),
        new Finding(
            "Whoever must have all or nothing over several databases that can prepare, and can run three peers near to them, should have it so: orders reach %.0f %% of the rate of a coordinator with a log of its own, and the death of none of the three leaves anybody locked out."
                .formatted(100 * replicated.perSecond() / local.perSecond()),
            struck.stream().allMatch(one -> one.isWell() && one.endsWithoutIt())));
  }

  private static double most(List<Struck> struck, ToDoubleFunction<Struck> value) {
    return struck.stream().mapToDouble(value).max().orElse(0);
  }

  private static Pace order(List<Pace> paces, Pace.Log log) {
    return paces.stream()
        .filter(one -> one.work() == Pace.Work.ORDER && one.log() == log)
        .findFirst()
        .orElseThrow();
  }

  private static Pace alone(List<Pace> paces, Pace.Log log) {
    return paces.stream()
        .filter(one -> one.work() == Pace.Work.DECISION && one.log() == log && one.callers() == 1)
        .findFirst()
        .orElseThrow();
  }

  private static Pace many(List<Pace> paces, Pace.Log log) {
    return paces.stream()
        .filter(one -> one.work() == Pace.Work.DECISION && one.log() == log && one.callers() > 1)
        .findFirst()
        .orElseThrow();
  }

  static List<String> limits() {
    return List.of(
        "How long an election takes elsewhere: a follower stood for election here that had heard nothing for %d to %d ms. Less is a shorter wait, and elections without need where the machine or the network pauses."
            .formatted(
                ReplicatedDecisions.ELECTION_MILLIS, 2 * ReplicatedDecisions.ELECTION_MILLIS),
        "That nobody waits when two of the three are away: without a majority nothing is decided,"
            + " and what is prepared stays so. That was not run.",
        "What three machines do: all peers, databases and callers share the processors and the one"
            + " disk of this machine. Where the peers are far apart, each decision has a round trip"
            + " to the nearer of the others, which only the whole run has a table of.",
        "That a database may die as well: the three servers are not replicated here, and each of"
            + " them is still needed for every order.",
        "That a coordinator which stands still before it has prepared is harmless: its open"
            + " transactions lock as anybody's do, and only a time-out of the database ends them."
            + " Peers were stopped only after all was prepared.",
        "That the log can be kept for ever: here it is never cut. Whoever cuts it must keep each"
            + " decision until all servers have ended the transaction.",
        "That the same can be had with three databases that cannot prepare, or with a payment"
            + " provider: there is nothing to roll back there, and a saga is what is left.");
  }
}
