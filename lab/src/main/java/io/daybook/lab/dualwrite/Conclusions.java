package io.daybook.lab.dualwrite;

import io.daybook.lab.experiment.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What follows from the counts of a run, each with its check. */
final class Conclusions {
  private Conclusions() {}

  static List<Finding> of(Found found) {
    var all = new ArrayList<Finding>();
    all.add(everyOrderOfWritesHasItsMoment(found));
    all.add(dualWritesLoseOrInvent(found));
    all.add(theTableDoesNot(found));
    if (found.hasOurs()) {
      all.add(theLogDoesNot(found));
    }
    all.add(outagesAreRefusals(found));
    all.add(readersDoubleWithoutInbox(found));
    all.add(inboxes(found));
    return all;
  }

  private static Finding everyOrderOfWritesHasItsMoment(Found found) {
    var bad =
        found.marked().stream().filter(one -> one.way().isDual() && !one.count().isEven()).toList();
    return new Finding(
        "Whoever writes both one after the other has a moment at which a kill leaves them apart, whichever is first: %s."
            .formatted(
                bad.stream()
                    .map(
                        one ->
                            "%s, when %s: %s"
                                .formatted(
                                    one.way().words(),
                                    one.moment().words(),
                                    one.count().lost() > 0 ? "lost" : "a ghost"))
                    .collect(Collectors.joining("; "))),
        Stream.of(Way.values())
            .filter(Way::isDual)
            .allMatch(way -> bad.stream().anyMatch(one -> one.way() == way)));
  }

  private static Finding dualWritesLoseOrInvent(Found found) {
    var count = found.total(Told::isDual);
    var each = found.told().stream().filter(Told::isDual).map(Told::who).distinct().toList();
    return new Finding(
        "Under kills and outages two writes have lost %,d of %,d orders and told of %,d that never were (%s)."
            .formatted(
                count.lost(),
                count.orders(),
                count.ghosts(),
                each.stream().map(who -> summary(found, who)).collect(Collectors.joining("; "))),
        each.stream().noneMatch(who -> found.total(one -> one.who().equals(who)).isEven()));
  }

  private static String summary(Found found, String who) {
    var count = found.total(one -> one.who().equals(who));
    return String.format(
        Locale.ROOT, "%s: %,d lost, %,d ghosts", who, count.lost(), count.ghosts());
  }

  private static Finding theTableDoesNot(Found found) {
    var count = found.total(one -> !one.isDual() && !one.isOurs());
    var again =
        found.marked().stream()
            .filter(one -> !one.way().isDual())
            .mapToLong(one -> one.count().doubled())
            .sum();
    return new Finding(
        "An outbox table under the same kills has lost none of %,d orders and told of none that never was. It told %,d messages again, and the one order again that was killed between message and mark."
            .formatted(count.orders(), count.doubled()),
        count.isEven()
            && count.orders() > 0
            && again == 1
            && found.marked().stream()
                .filter(one -> !one.way().isDual())
                .allMatch(one -> one.count().isEven()));
  }

  private static Finding theLogDoesNot(Found found) {
    var count = found.total(Told::isOurs);
    return new Finding(
        "Daybook, whose log is its outbox, has lost none of %,d orders and told of none that never was, and told %,d messages again. It writes nothing for that beside the order."
            .formatted(count.orders(), count.doubled()),
        count.isEven() && count.orders() > 0);
  }

  private static Finding outagesAreRefusals(Found found) {
    var waiting =
        found.refused(
            one ->
                one.fault() == Fault.OUTAGES
                    && (one.who().equals(Way.INSIDE.words())
                        || one.who().equals(Way.BROKER_FIRST.words())));
    var others = found.refused(one -> one.fault() == Fault.OUTAGES && !one.isDual());
    return new Finding(
        "While the broker is away, whoever needs its answer before the commit refuses customers: %,d were. Whoever tells afterwards, from a table or a log, refused %,d."
            .formatted(waiting, others),
        waiting > 0 && others == 0);
  }

  private static Finding readersDoubleWithoutInbox(Found found) {
    var without = found.read().stream().filter(one -> !one.hasInbox()).toList();
    return new Finding(
        "A reader that is killed does effects twice where it does the effect first (%,d), and leaves them out where it keeps the offset first (%,d)."
            .formatted(
                without.stream().mapToLong(Read::doubled).sum(),
                without.stream().mapToLong(Read::missing).sum()),
        without.stream().anyMatch(one -> one.doubled() > 0)
            && without.stream().anyMatch(one -> one.missing() > 0)
            && without.stream().noneMatch(one -> one.doubled() > 0 && one.missing() > 0));
  }

  private static Finding inboxes(Found found) {
    var with = found.read().stream().filter(Read::hasInbox).toList();
    return new Finding(
        "A reader that keeps the ids of events in the transaction of the effect has, of %,d effects under the same kills, none doubled and none missing."
            .formatted(with.stream().mapToLong(Read::orders).sum()),
        !with.isEmpty() && with.stream().allMatch(one -> one.doubled() == 0 && one.missing() == 0));
  }
}
