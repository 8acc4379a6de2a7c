package io.daybook.relay.follow;

/** Those of one kind. A bean of this type has the cursors of its kind followed in this process. */
public interface Recipients {

  /** How the names of their cursors begin. */
  String kind();

  /**
   * The recipient of a cursor that this process has just claimed. It must not wait for anybody:
   * what takes time is done when the first stretch is taken.
   */
  Recipient open(RelayCursor cursor, Lease lease);
}
