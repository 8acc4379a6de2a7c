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

  /**
   * What a recipient is told of it, who has heard everything up to a position, and is to hear
   * nothing after another: as much as it wants at once. All versions of one event are together.
   */
  Stretch told(Recipient recipient, long position, long until) {
    var most = recipient.most();
    var wanted = new ArrayList<Announcement>(Math.min(most, announcements.size()));
    var toldTo = position;
    for (var one : announcements) {
      if (one.position() > position && one.position() <= until && recipient.wants(one.type())) {
        if (wanted.size() >= most && one.position() > toldTo) {
          return new Stretch(position, toldTo, wanted);
        }
        wanted.add(one);
        toldTo = one.position();
      }
    }
    return new Stretch(position, Math.min(last, until), wanted);
  }
}
