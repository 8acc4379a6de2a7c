package io.daybook.eventstore;

import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Streams that a unit of work decides by. As a rule as this process remembers them, without a look
 * into the log. The log is asked before anybody hears of the decision: every append carries what it
 * rests on, and a decision to append nothing is an append of nothing. So what was decided by a
 * memory that is not true any more is neither appended nor answered. It is rolled back as a
 * conflict, and decided again. Nor is anything answered by what has just been read and is on no
 * standby yet.
 */
public final class Beliefs {
  private final GroupCommit appends;

  Beliefs(GroupCommit appends) {
    this.appends = appends;
  }

  /** Has the unit of work under way rest on the end of a stream. */
  public void restOn(Expectation end) {
    CurrentUnitOfWork.ifStarted(
        work -> {
          if (UnitOfWorkLog.of(work).believe(end)) {
            work.root().onPrepareCommit(this::confirm);
          }
        });
  }

  /**
   * Has it rest on what the sender of a command has decided by.
   *
   * @throws ConcurrencyException when another command of the same unit of work rests on another end
   *     of one of these streams: one of the two has decided by what is not true any more
   */
  public void restOn(CommandMessage<?> command) {
    if (command.getMetaData().get(MetadataKeys.RESTS_ON) instanceof List<?> ends) {
      for (var end : ends) {
        checkNoOther((Expectation) end);
        restOn((Expectation) end);
      }
    }
  }

  private static void checkNoOther(Expectation end) {
    CurrentUnitOfWork.ifStarted(
        work -> {
          if (UnitOfWorkLog.of(work).contradicts(end)) {
            throw new ConcurrencyException(
                "Of two commands handled together one rests on another end of " + end.stream());
          }
        });
  }

  /** Asks the log, unless events follow, which carry the question themselves. */
  private void confirm(UnitOfWork<?> work) {
    var log = UnitOfWorkLog.of(work);
    if (log.events() == 0) {
      var unused = appends.append(List.of(), log.restsOn());
    }
  }
}
