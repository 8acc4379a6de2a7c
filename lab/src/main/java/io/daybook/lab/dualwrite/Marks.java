package io.daybook.lab.dualwrite;

import java.util.concurrent.locks.LockSupport;

/** Stands still at the moment at which the process is killed. */
record Marks(Moment killedAt) {
  static final String REACHED = "REACHED";

  void passed(Moment moment) {
    if (moment == killedAt) {
      System.out.println(REACHED);
      System.out.flush();
      while (true) {
        LockSupport.park();
      }
    }
  }
}
