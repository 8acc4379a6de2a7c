package io.daybook.lab.commit;

/** One message on its way. Party 0 is the coordinator. */
record Message(int from, int to, Kind kind) {

  /** What it says. */
  enum Kind {
    PREPARE,
    YES,
    NO,
    PRECOMMIT,
    COMMIT,
    ABORT,
    /** To a backup, by one who takes it for the leader now. */
    LEAD,
    /** Of a backup whose phase is {@link Phase#PREPARED}. */
    BE_PREPARED,
    /** Of a backup whose phase is {@link Phase#PRECOMMITTED}. */
    BE_PRECOMMITTED,
    /** It was done. */
    ACK
  }

  @Override
  public String toString() {
    return kind + " from " + name(from) + " to " + name(to);
  }

  static String name(int party) {
    return party == 0 ? "coordinator" : "p" + party;
  }
}
