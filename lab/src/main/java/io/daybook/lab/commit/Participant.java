package io.daybook.lab.commit;

/** Votes, and does what was decided. How it ends without its coordinator is up to the protocol. */
abstract class Participant extends Party {
  private final boolean willing;

  Participant(int id, boolean willing, Network network) {
    super(id, network);
    this.willing = willing;
  }

  @Override
  void hear(Message message) {
    switch (message.kind()) {
      case PREPARE -> vote();
      case COMMIT -> decide(Phase.COMMITTED);
      case ABORT -> decide(Phase.ABORTED);
      case PRECOMMIT, LEAD, BE_PREPARED, BE_PRECOMMITTED, ACK, YES, NO -> hearOfProtocol(message);
    }
  }

  /** Hears what only this protocol has. */
  abstract void hearOfProtocol(Message message);

  /** The first decision counts: one that differs is what the laboratory looks for, and is seen. */
  void decide(Phase decision) {
    if (!phase().isDecided()) {
      become(decision);
    }
  }

  private void vote() {
    if (phase() == Phase.INITIAL && willing) {
      become(Phase.PREPARED);
      send(0, Message.Kind.YES);
    } else if (phase() == Phase.INITIAL || phase() == Phase.ABORTED) {
      decide(Phase.ABORTED);
      send(0, Message.Kind.NO);
    }
  }
}
