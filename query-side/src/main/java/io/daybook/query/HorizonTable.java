package io.daybook.query;

import io.daybook.eventstore.FollowersElsewhere;
import io.daybook.eventstore.FollowersHere;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far read models are: the position up to which all events that concern a model are in the
 * generation that queries read, those of every segment. This is the only place that knows where
 * that stands.
 *
 * <p>A processor stores its token with a page that it writes, and else every few seconds; but it
 * knows of events that did not concern a segment, too. Where a segment is this process's, it is
 * asked. Others write down how far they are when {@link FollowersElsewhere#ask} asks them.
 */
@Component
class HorizonTable {
  private static final String SEGMENTS =
      """
      select live.model, token.processor_name, token.segment,
             greatest(
                 coalesce(token.token::json #>> '{currentToken,globalIndex}',
                          token.token::json ->> 'globalIndex', '-1')::bigint,
                 (owner.positions ->> (token.processor_name || '/' || token.segment))::bigint) as position
        from projection.generation live
        join unnest(:titles, :versions) as wanted (model, version)
          on live.model = wanted.model and live.version = wanted.version
        join event_log.token_entry token
          on token.processor_name = live.model || case live.number when 0 then '' else '_g' || live.number end
        left join event_log.process owner
          on owner.name = token.owner and owner.positions_at > token.updated_at::timestamptz
       where live.state = 'LIVE'
      """;

  private final JdbcClient jdbc;
  private final ObjectProvider<FollowersHere> followers;

  /**
   * Of each processor, the furthest that was told: what is written down of it may be void again.
   */
  private final Map<String, Long> furthest = new ConcurrentHashMap<>();

  private final AtomicBoolean hasOthers = new AtomicBoolean();

  HorizonTable(@Qualifier("query") JdbcClient jdbc, ObjectProvider<FollowersHere> followers) {
    this.jdbc = jdbc;
    this.followers = followers;
  }

  private record Segment(String model, String processor, int number, long position) {}

  /** The position that all of these models are at; -1 when one of them never ran. */
  long of(Collection<Model> models) {
    return each(models).values().stream().mapToLong(position -> position).min().orElse(-1);
  }

  /** The position that each of these models is at; -1 when it never ran. */
  Map<Model, Long> each(Collection<Model> models) {
    var segments = segments(models);
    var each = new HashMap<Model, Long>();
    for (var model : models) {
      var its = segments.stream().filter(one -> one.model().equals(model.title())).toList();
      var horizon = its.stream().mapToLong(this::position).min().orElse(-1);
      each.put(model, its.isEmpty() ? horizon : furthest(its.getFirst().processor(), horizon));
    }
    hasOthers.set(segments.stream().anyMatch(segment -> here(segment) < 0));
    return each;
  }

  /**
   * A model never goes back: a generation that is built anew has another processor, and a process
   * whose log went back ends.
   */
  private long furthest(String processor, long horizon) {
    return furthest.merge(processor, horizon, Math::max);
  }

  /** Whether some of the segments that were looked at last are another process's. */
  boolean hasOthers() {
    return hasOthers.get();
  }

  private List<Segment> segments(Collection<Model> models) {
    var titles = new ArrayList<String>();
    var versions = new ArrayList<Integer>();
    for (var model : models) {
      titles.add(model.title());
      versions.add(model.version());
    }
    return jdbc.sql(SEGMENTS)
        .param("titles", titles.toArray(String[]::new))
        .param("versions", versions.toArray(Integer[]::new))
        .query(
            (row, _) ->
                new Segment(
                    row.getString("model"),
                    row.getString("processor_name"),
                    row.getInt("segment"),
                    row.getLong("position")))
        .list();
  }

  private long position(Segment segment) {
    return Math.max(here(segment), segment.position());
  }

  private long here(Segment segment) {
    return followers.stream()
        .map(one -> one.positions(segment.processor()).getOrDefault(segment.number(), -1L))
        .reduce(-1L, Math::max);
  }
}
