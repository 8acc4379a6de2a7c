package io.daybook.lab.commit;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Follows the coordinator, then the lowest participant that it hears; or leads itself. */
final class ThreePhaseParticipant extends Participant {
  private final Set<Integer> suspected = new TreeSet<>();
  private final Set<Integer> missing = new TreeSet<>();
  private final Set<Integer> followers = new TreeSet<>();
  private int leader;

  ThreePhaseParticipant(int id, boolean willing, Network network) {
    super(id, willing, network);
  }

  @Override
  void hearOfProtocol(Message message) {
    switch (message.kind()) {
      case PRECOMMIT, BE_PRECOMMITTED -> align(message.from(), Phase.PRECOMMITTED);
      case BE_PREPARED -> align(message.from(), Phase.PREPARED);
      case LEAD -> {
        followers.add(message.from());
        if (phase().isDecided()) {
          send(message.from(), decision(phase()));
        }
      }
      case ACK -> acknowledged(message.from());
      case PREPARE, YES, NO, COMMIT, ABORT -> throw new IllegalArgumentException("" + message);
    }
  }

  @Override
  Collection<Integer> awaited() {
    if (phase().isDecided()) {
      return List.of();
    }
    return leader == id() ? missing : List.of(leader);
  }

  @Override
  void timeOut(int other) {
    suspected.add(other);
    if (leader == id()) {
      acknowledged(other);
    } else if (phase() == Phase.INITIAL) {
      decideAndTell(Phase.ABORTED);
    } else {
      follow(
          network().participantsNear(id()).stream()
              .filter(near -> !suspected.contains(near))
              .findFirst()
              .orElse(id()));
    }
  }

  @Override
  void decide(Phase decision) {
    if (!phase().isDecided()) {
      super.decide(decision);
      followers.forEach(follower -> send(follower, decision(decision)));
    }
  }

  private void follow(int next) {
    leader = next;
    if (next != id()) {
      send(next, Message.Kind.LEAD);
      return;
    }
    var others = network().participantsNear(id());
    others.removeAll(suspected);
    missing.addAll(others);
    missing.remove(id());
    missing.forEach(
        near ->
            send(
                near,
                phase() == Phase.PRECOMMITTED
                    ? Message.Kind.BE_PRECOMMITTED
                    : Message.Kind.BE_PREPARED));
    decideWhenAligned();
  }

  /** A backup may take a phase back: nobody has committed where a backup is only prepared. */
  private void align(int from, Phase phase) {
    if (phase().isDecided()) {
      send(from, decision(phase()));
      return;
    }
    if (phase() != Phase.INITIAL) {
      become(phase);
    }
    send(from, Message.Kind.ACK);
  }

  private void acknowledged(int by) {
    missing.remove(by);
    decideWhenAligned();
  }

  private void decideWhenAligned() {
    if (leader == id() && missing.isEmpty() && !phase().isDecided()) {
      decideAndTell(phase() == Phase.PRECOMMITTED ? Phase.COMMITTED : Phase.ABORTED);
    }
  }

  private void decideAndTell(Phase decision) {
    decide(decision);
    sendAll(decision(decision));
  }
}
