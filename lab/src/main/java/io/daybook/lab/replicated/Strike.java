package io.daybook.lab.replicated;

import java.util.List;
import java.util.stream.Stream;

/** What happens to which peer. */
enum Strike {
  LEADER_KILLED("the leader, which coordinates, is killed"),
  FOLLOWER_KILLED("a follower is killed, the leader goes on"),
  LEADER_STOPPED("the leader stands still, and goes on when another has ended its order");

  private final String words;

  Strike(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /**
   * The points at which it is tried. Who stands still before all is prepared has transactions open
   * as anybody may have, which no coordinator ends.
   */
  List<Point> points() {
    return switch (this) {
      case LEADER_KILLED, FOLLOWER_KILLED -> List.of(Point.values());
      case LEADER_STOPPED ->
          Stream.of(Point.values())
              .filter(point -> point.compareTo(Point.PREPARED_3) >= 0)
              .toList();
    };
  }
}
