package io.daybook.outside.call;

import io.daybook.outside.IdempotencyKey;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of the keys of calls, which grow old. */
@Component
class CallKeyTable {
  private final JdbcTemplate jdbc;
  private final CallTable calls;

  CallKeyTable(DataSource dataSource, CallTable calls) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.calls = calls;
  }

  /** An attempt at a call, as its kind sees it. */
  Attempt attempt(Call call) {
    return new Attempt() {
      @Override
      public Past past() {
        return call.past();
      }

      @Override
      public Past renew() {
        return renewed(call);
      }

      @Override
      public Optional<Earlier> earlier(IdempotencyKey key) {
        return find(key);
      }
    };
  }

  /** The present key brings no other answer any more. */
  void spend(Call call) {
    jdbc.update(
        "update outside.call set key_spent = true where key = ? and generation = ?",
        call.key().value(),
        call.past().generation());
  }

  /** Waits for the disk: the fresh key must be known before it is used. */
  private Past renewed(Call call) {
    var past = call.past();
    var since =
        jdbc.query(
            """
            update outside.call
               set generation = generation + 1, key_since = now(), key_spent = false
             where key = ? and generation = ? and attempts = ? and done_at is null and (parked_at is null or away)
            returning key_since
            """,
            (row, _) -> row.getObject(1, OffsetDateTime.class).toInstant(),
            past.call().value(),
            past.generation(),
            call.attempts());
    if (since.isEmpty()) {
      throw new IllegalStateException("Another attempt at " + past.call() + " has begun");
    }
    return new Past(past.call(), past.generation() + 1, since.getFirst(), null, false);
  }

  private Optional<Attempt.Earlier> find(IdempotencyKey key) {
    return jdbc
        .query(CallTable.SELECT + " where key = ?", (row, _) -> calls.read(row), key.value())
        .stream()
        .findFirst()
        .map(before -> new Attempt.Earlier(before.intent(), before.past()));
  }
}
