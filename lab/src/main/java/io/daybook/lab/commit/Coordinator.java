package io.daybook.lab.commit;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Asks for votes and decides. */
final class Coordinator extends Party {
  private final Protocol protocol;
  private final Set<Integer> missing = new TreeSet<>();

  Coordinator(Protocol protocol, Network network) {
    super(0, network);
    this.protocol = protocol;
  }

  void begin() {
    become(Phase.PREPARED);
    askAll(Message.Kind.PREPARE);
  }

  @Override
  void hear(Message message) {
    if (phase().isDecided()) {
      return;
    }
    switch (message.kind()) {
      case YES, ACK -> {
        missing.remove(message.from());
        goOn();
      }
      case NO -> decide(Phase.ABORTED);
      // A backup has decided; this party is one of those that it tells.
      case COMMIT -> decide(Phase.COMMITTED);
      case ABORT -> decide(Phase.ABORTED);
      case PREPARE, PRECOMMIT, LEAD, BE_PREPARED, BE_PRECOMMITTED -> {}
    }
  }

  @Override
  Collection<Integer> awaited() {
    return phase().isDecided() ? Set.of() : missing;
  }

  @Override
  void timeOut(int other) {
    if (phase() == Phase.PRECOMMITTED) {
      missing.remove(other); // it has voted yes, and will ask when it comes back
      goOn();
    } else {
      decide(Phase.ABORTED);
    }
  }

  /** Comes back after a crash, with what is in its log: where there is no decision, it aborts. */
  void comeBack() {
    if (!phase().isDecided()) {
      become(Phase.ABORTED);
    }
  }

  private void goOn() {
    if (!missing.isEmpty()) {
      return;
    }
    if (protocol == Protocol.THREE_PHASE && phase() == Phase.PREPARED) {
      become(Phase.PRECOMMITTED);
      askAll(Message.Kind.PRECOMMIT);
    } else {
      decide(Phase.COMMITTED);
    }
  }

  private void askAll(Message.Kind kind) {
    for (int to = 1; to < network().parties(); to++) {
      missing.add(to);
    }
    sendAll(kind);
  }

  private void decide(Phase decision) {
    become(decision);
    sendAll(decision(decision));
  }
}
