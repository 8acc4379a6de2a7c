package io.daybook.lab.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One transaction under one schedule. The seed chooses each step among all that are possible then,
 * so that the same seed is the same schedule, on every machine.
 */
final class Simulation {
  /** One step in so many is a fault, as long as there may be more. */
  private static final int FAULTS_ONE_IN = 8;

  /** One participant in so many votes no. */
  private static final int UNWILLING_ONE_IN = 12;

  /** Far above what any schedule needs. */
  private static final int ENDLESS = 2_000;

  private final Protocol protocol;
  private final Faults faults;
  private final long seed;
  private final SplittableRandom random;
  private final Network network;
  private final Coordinator coordinator;
  private final List<Participant> participants = new ArrayList<>();
  private final List<Party> parties = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final boolean isTold;
  private int faultsLeft;
  private int taken;

  /** One thing that may happen next. */
  private sealed interface Step {
    record Hear(Message message) implements Step {}

    record TimeOut(int party, int other) implements Step {}

    record Stop(int party) implements Step {}

    record Divide(int side) implements Step {}

    record LoseNerve(int party, int other) implements Step {}
  }

  private Simulation(Protocol protocol, Faults faults, int count, long seed, boolean isTold) {
    this.protocol = protocol;
    this.faults = faults;
    this.seed = seed;
    this.isTold = isTold;
    this.random = new SplittableRandom(seed);
    this.network = new Network(count + 1);
    this.faultsLeft = faults.most();
    this.coordinator = new Coordinator(protocol, network);
    parties.add(coordinator);
    for (int id = 1; id <= count; id++) {
      var isWilling = random.nextInt(UNWILLING_ONE_IN) > 0;
      participants.add(
          switch (protocol) {
            case TWO_PHASE -> new TwoPhaseParticipant(id, isWilling, network, participants);
            case THREE_PHASE -> new ThreePhaseParticipant(id, isWilling, network);
          });
    }
    parties.addAll(participants);
  }

  /** Runs a schedule until nothing can happen any more, or until two participants differ. */
  static Outcome run(Protocol protocol, Faults faults, int participants, long seed) {
    return new Simulation(protocol, faults, participants, seed, false).run();
  }

  /** The same, with its steps in words. */
  static Outcome told(Protocol protocol, Faults faults, int participants, long seed) {
    return new Simulation(protocol, faults, participants, seed, true).run();
  }

  private Outcome run() {
    coordinator.begin();
    tell("the coordinator asks all to prepare");
    for (var possible = possible(); !possible.isEmpty() && !differ(); possible = possible()) {
      if (++taken > ENDLESS) {
        throw new IllegalStateException("The schedule of seed " + seed + " has no end");
      }
      take(possible.get(random.nextInt(possible.size())));
    }
    var blocked = blocked();
    var used = faults.most() - faultsLeft;
    return new Outcome(
        seed, taken, used, blocked, differ(), differAfterRecovery(), List.copyOf(steps));
  }

  /** Of the participants that run, those that have voted yes and cannot go on. */
  private List<String> blocked() {
    return participants.stream()
        .filter(one -> network.isUp(one.id()) && !one.phase().isDecided())
        .map(one -> Message.name(one.id()))
        .toList();
  }

  private boolean differ() {
    return participants.stream().anyMatch(one -> one.phase() == Phase.COMMITTED)
        && participants.stream().anyMatch(one -> one.phase() == Phase.ABORTED);
  }

  /**
   * All come back and the network is whole. In two-phase commit the coordinator's log decides for
   * all who have not; in three-phase commit who comes back asks those that went on without it.
   */
  private boolean differAfterRecovery() {
    switch (protocol) {
      case TWO_PHASE -> {
        coordinator.comeBack();
        participants.forEach(one -> one.decide(coordinator.phase()));
      }
      case THREE_PHASE -> {}
    }
    return differ();
  }

  private List<Step> possible() {
    var isFault = faultsLeft > 0 && random.nextInt(FAULTS_ONE_IN) == 0;
    var regular =
        Stream.<Step>concat(
                network.deliverable().stream().map(Step.Hear::new),
                waits().filter(wait -> !network.reach(wait.party(), wait.other())))
            .toList();
    if (!isFault) {
      return regular;
    }
    var wrong =
        switch (faults) {
          case CRASHES -> upParties().<Step>mapToObj(Step.Stop::new).toList();
          case PARTITION -> List.<Step>of(new Step.Divide(side()));
          case LATENESS ->
              waits()
                  .filter(wait -> network.reach(wait.party(), wait.other()))
                  .<Step>map(wait -> new Step.LoseNerve(wait.party(), wait.other()))
                  .toList();
        };
    return wrong.isEmpty() || regular.isEmpty() ? regular : wrong;
  }

  /** One participant always goes on: when all have stopped, nobody is there to be blocked. */
  private IntStream upParties() {
    var up = IntStream.range(0, parties.size()).filter(network::isUp).toArray();
    var participantsUp = IntStream.of(up).filter(party -> party > 0).count();
    return IntStream.of(up).filter(party -> party == 0 || participantsUp > 1);
  }

  private int side() {
    return 1 + random.nextInt((1 << parties.size()) - 2); // both sides have someone
  }

  private Stream<Step.TimeOut> waits() {
    return parties.stream()
        .filter(party -> network.isUp(party.id()))
        .flatMap(
            party ->
                party.awaited().stream()
                    .filter(other -> !network.isUnderWay(other, party.id()))
                    .map(other -> new Step.TimeOut(party.id(), other)));
  }

  private void take(Step step) {
    var before = phases();
    switch (step) {
      case Step.Hear(var message) -> {
        network.take(message);
        parties.get(message.to()).hear(message);
        tell(message + changes(before));
      }
      case Step.TimeOut(var party, var other) -> {
        parties.get(party).timeOut(other);
        tell(Message.name(party) + " hears no more of " + Message.name(other) + changes(before));
      }
      case Step.LoseNerve(var party, var other) -> {
        faultsLeft--;
        parties.get(party).timeOut(other);
        tell(
            "TOO LATE: "
                + Message.name(party)
                + " waits no longer for "
                + Message.name(other)
                + ", which runs"
                + changes(before));
      }
      case Step.Stop(var party) -> {
        faultsLeft--;
        network.stop(party);
        tell("CRASH of " + Message.name(party));
      }
      case Step.Divide(var side) -> {
        faultsLeft--;
        network.divide(side);
        tell("PARTITION: " + names(side) + " | " + names(~side));
      }
    }
  }

  private String names(int side) {
    return IntStream.range(0, parties.size())
        .filter(party -> (side >> party & 1) == 1)
        .mapToObj(Message::name)
        .collect(Collectors.joining(", "));
  }

  private List<Phase> phases() {
    return isTold ? parties.stream().map(Party::phase).toList() : List.of();
  }

  private String changes(List<Phase> before) {
    if (!isTold) {
      return "";
    }
    var changed =
        parties.stream()
            .filter(party -> party.phase() != before.get(party.id()))
            .map(party -> Message.name(party.id()) + " is " + party.phase())
            .collect(Collectors.joining(", "));
    return changed.isEmpty() ? "" : ": " + changed;
  }

  private void tell(String step) {
    if (isTold) {
      steps.add("%3d  %s".formatted(taken, step));
    }
  }
}
