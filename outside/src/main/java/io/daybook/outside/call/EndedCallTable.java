package io.daybook.outside.call;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of attempts that have ended. */
@Component
class EndedCallTable {
  private final JdbcTemplate jdbc;

  /**
   * @param calls has made the tables
   */
  EndedCallTable(DataSource dataSource, CallTable calls) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * Ends calls. One that is made twice is recognized by its key, and one that is not is in doubt.
   *
   * @return the ports to which others of the same orders wait
   */
  Set<Port> done(List<Call> calls) {
    return jdbc
        .queryForList(
            CallTable.UNHURRIED
                + """
                 update outside.call
                    set done_at = now(), in_doubt = false, held_until = null, parked_at = null, away = false
                   from unhurried,
                        (select key from outside.call where key = any (?) order by key for update) as ended
                  where call.key = ended.key
                 returning case when exists (
                     select 1 from outside.call later
                      where later.order_id = call.order_id and later.port = call.port
                        and later.done_at is null and later.key <> call.key) then port end
                """,
            String.class,
            (Object) calls.stream().map(call -> call.key().value()).toArray(UUID[]::new))
        .stream()
        .filter(Objects::nonNull)
        .map(Port::valueOf)
        .collect(Collectors.toSet());
  }

  /**
   * Tries again after a pause; {@code counts} is false when nothing was tried. An attempt that is
   * not the latest any more changes nothing, for others are at the call. When an operator has
   * resumed it meanwhile, so that it has no attempts, it begins anew at once.
   */
  void again(Call call, Duration pause, String failure, boolean inDoubt, boolean counts) {
    jdbc.update(
        """
        update outside.call
           set due_at = now() + case attempts when ended.n then ended.pause else interval '0' end,
               held_until = null, last_failure = ?, in_doubt = ?,
               attempts = attempts - case attempts when ended.n then ? else 0 end
          from (select ?::int as n, ? * interval '1 millisecond' as pause) as ended
         where key = ? and done_at is null and attempts in (0, ended.n)
        """,
        Call.shortened(failure),
        inDoubt,
        counts ? 0 : 1,
        call.attempts(),
        pause.toMillis(),
        call.key().value());
  }

  /**
   * Asks again after a pause whether the other side has decided; otherwise as {@link #again}. An
   * attempt that came too early leaves the time of the one before: the next would be too early
   * again, and so for ever.
   */
  void undecided(Call call, Duration pause, NotYetException pending) {
    jdbc.update(
        """
        update outside.call
           set due_at = now() + case attempts when ended.n then ended.pause else interval '0' end,
               held_until = null, last_failure = ?,
               undecided = undecided + case attempts when ended.n then 1 else 0 end,
               last_attempt_at = case when attempts = ended.n and ? then ?::timestamptz else last_attempt_at end,
               attempts = attempts - case attempts when ended.n then 1 else 0 end
          from (select ?::int as n, ? * interval '1 millisecond' as pause) as ended
         where key = ? and done_at is null and attempts in (0, ended.n)
        """,
        Call.shortened(Call.said(pending)),
        pending.isTooEarly(),
        call.past().last() == null ? null : Timestamp.from(call.past().last()),
        call.attempts(),
        pause.toMillis(),
        call.key().value());
  }
}
