package io.daybook.lab.commit;

import java.util.Collection;

/** A state machine over messages and time-outs. */
abstract class Party {
  private final int id;
  private final Network network;
  private Phase phase = Phase.INITIAL;

  Party(int id, Network network) {
    this.id = id;
    this.network = network;
  }

  /** Hears a message. */
  abstract void hear(Message message);

  /** From whom it waits to hear. */
  abstract Collection<Integer> awaited();

  /** Has waited too long for another. */
  abstract void timeOut(int other);

  final int id() {
    return id;
  }

  final Phase phase() {
    return phase;
  }

  final Network network() {
    return network;
  }

  final void become(Phase next) {
    if (phase.isDecided() && next != phase) {
      throw new IllegalStateException(Message.name(id) + " changes its decision to " + next);
    }
    phase = next;
  }

  final void send(int to, Message.Kind kind) {
    network.send(id, to, kind);
  }

  final void sendAll(Message.Kind kind) {
    for (int to = 1; to < network.parties(); to++) {
      if (to != id) {
        send(to, kind);
      }
    }
  }

  static Message.Kind decision(Phase phase) {
    return phase == Phase.COMMITTED ? Message.Kind.COMMIT : Message.Kind.ABORT;
  }
}
