package io.daybook.eventstore;

import java.util.Map;

/**
 * How far processors of this process have followed the log. Their tokens say so too, but a token is
 * written with what an event has changed, and else only now and then: here is known as well what
 * did not concern them.
 */
@FunctionalInterface
public interface FollowersHere {

  /**
   * The position of each segment that this process has of a processor; none of other processors.
   */
  Map<Integer, Long> positions(String processor);
}
