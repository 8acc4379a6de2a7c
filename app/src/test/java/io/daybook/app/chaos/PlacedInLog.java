package io.daybook.app.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Compares the orders that were acknowledged with those that the log has. */
record PlacedInLog(JdbcTemplate jdbc) {

  /**
   * Each was placed once, those of a shopper one after the other, nothing is missing between them,
   * and who lives there can be read.
   */
  List<String> whatIsWrongWith(Collection<Placed> acknowledged) {
    var wrong = new ArrayList<String>();
    var positions = positions();
    var last = new HashMap<Integer, Long>();
    for (var placed : acknowledged) {
      var at = positions.remove(placed.order());
      if (at == null || at.size() != 1) {
        wrong.add("lost or doubled: " + placed + " at " + at);
      } else {
        var before = last.put(placed.shopper(), at.getFirst());
        if (before != null && before > at.getFirst()) {
          wrong.add("out of order: " + placed + " at " + at + " after " + before);
        }
      }
    }
    positions.forEach((order, at) -> wrong.add("nobody's: " + order + " at " + at));
    wrong.addAll(holes());
    wrong.addAll(withLostKeys());
    return wrong;
  }

  private Map<String, List<Long>> positions() {
    var positions = new HashMap<String, List<Long>>();
    jdbc.query(
        "select stream, position from event_log.domain_event where payload_type like '%.OrderPlaced'",
        row -> {
          positions.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(row.getLong(2));
        });
    return positions;
  }

  private List<String> holes() {
    return jdbc.queryForList(
        """
        select 'a hole before ' || position from (
          select position, position - coalesce(lag(position) over (order by position), -1) as step
            from event_log.domain_event) e where step <> 1
        """,
        String.class);
  }

  /** A key is made just before the order whose address it seals. */
  private List<String> withLostKeys() {
    var known =
        new HashSet<>(
            jdbc.queryForList(
                "select key_id from privacy.subject_key where wrapped is not null", Long.class));
    return jdbc
        .queryForList(
            """
            select stream || ' ' || split_part(payload #>> '{deliveryAddress,recipient}', ':', 3)
              from event_log.domain_event where payload_type like '%.OrderPlaced'
            """,
            String.class)
        .stream()
        .filter(line -> !known.contains(Long.valueOf(line.split(" ")[1])))
        .map(line -> "sealed under a key that nobody has: " + line)
        .toList();
  }
}
