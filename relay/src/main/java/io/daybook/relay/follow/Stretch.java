package io.daybook.relay.follow;

import io.daybook.relay.published.Announcement;
import java.util.ArrayList;
import java.util.List;

/**
 * What is told of a stretch of the log.
 *
 * @param after the position before its first
 * @param last the last position of which everything is in here
 */
public record Stretch(long after, long last, List<Announcement> announcements) {

  boolean isEmpty() {
    return announcements.isEmpty();
  }

  /** What a recipient is told of it, who has heard everything up to a position. */
  Stretch told(Recipient recipient, long position, long until) {
    var wanted = new ArrayList<Announcement>(announcements.size());
    for (var one : announcements) {
      if (one.position() > position && one.position() <= until && recipient.wants(one.type())) {
        wanted.add(one);
      }
    }
    return new Stretch(position, Math.min(last, until), wanted);
  }
}
