package io.daybook.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What of the log stands still in this process, or is stopped. */
public final class LogWatch {
  private final LogTail tail;
  private final Seals seals;
  private final Duration wedgedAfter;

  LogWatch(LogTail tail, Seals seals, Duration wedgedAfter) {
    this.tail = tail;
    this.seals = seals;
    this.wedgedAfter = wedgedAfter;
  }

  /** Sentences for an operator; none when all is well. */
  public List<String> troubles() {
    var troubles = new ArrayList<String>();
    if (tail.lastLook().compareTo(wedgedAfter) > 0) {
      troubles.add("The log has not been read for more than " + wedgedAfter);
    }
    seals.trouble().ifPresent(why -> troubles.add("The log cannot be sealed: " + why));
    return troubles;
  }

  /** The position up to which this process has seen the log; -1 when it has seen nothing. */
  public long seen() {
    return tail.head();
  }
}
