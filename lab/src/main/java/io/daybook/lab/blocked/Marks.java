package io.daybook.lab.blocked;

import java.util.concurrent.locks.LockSupport;

/** Counts how far the protocol is, and stands still at the point where the process is killed. */
final class Marks {
  static final String REACHED = "REACHED ";

  private final KillPoint point;
  private int prepared;
  private int committed;

  Marks(KillPoint point) {
    this.point = point;
  }

  void beforePrepare() {
    standStillIf(point == KillPoint.BEFORE_PREPARE);
  }

  void prepared() {
    prepared++;
    standStillIf(!point.isDecided() && prepared == point.prepared());
  }

  void beforeCommit() {
    standStillIf(point == KillPoint.DECIDED);
  }

  void committed() {
    committed++;
    standStillIf(point.isDecided() && committed == point.committed());
  }

  private void standStillIf(boolean isReached) {
    if (isReached) {
      System.out.println(REACHED + point);
      System.out.flush();
      while (true) {
        LockSupport.park();
      }
    }
  }
}
