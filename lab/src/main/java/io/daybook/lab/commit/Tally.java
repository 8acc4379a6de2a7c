package io.daybook.lab.commit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * What became of many seeds.
 *
 * @param blocked in how many schedules somebody is blocked
 * @param differing in how many two participants have decided differently, also after recovery
 */
record Tally(
    Protocol protocol,
    Faults faults,
    int participants,
    long seeds,
    long blocked,
    long differing,
    Optional<Outcome> shortestBlocked,
    Optional<Outcome> shortestDiffering) {

  /** Of the seeds from 1 on. */
  static Tally of(Protocol protocol, Faults faults, int participants, long seeds) {
    var ofNote =
        LongStream.rangeClosed(1, seeds)
            .parallel()
            .mapToObj(seed -> Simulation.run(protocol, faults, participants, seed))
            .filter(one -> one.isBlocked() || one.differs() || one.differsLater())
            .toList();
    return new Tally(
        protocol,
        faults,
        participants,
        seeds,
        ofNote.stream().filter(Outcome::isBlocked).filter(one -> !one.differs()).count(),
        ofNote.stream().filter(one -> one.differs() || one.differsLater()).count(),
        shortest(ofNote, one -> one.isBlocked() && !one.differs()),
        shortest(ofNote, Outcome::differs));
  }

  /** With as few faults as possible, and then in as few steps. */
  private static Optional<Outcome> shortest(List<Outcome> outcomes, Predicate<Outcome> wanted) {
    return outcomes.stream()
        .filter(wanted)
        .min(
            Comparator.comparingInt(Outcome::faults)
                .thenComparingInt(Outcome::steps)
                .thenComparingLong(Outcome::seed));
  }
}
