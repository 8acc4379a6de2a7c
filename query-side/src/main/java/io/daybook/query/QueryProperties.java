package io.daybook.query;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code daybook.query.*}: what one query may cost, and all queries of a process together.
 *
 * @param connections to PostgreSQL that only queries use
 * @param connectionWithin how long a query waits for one of them
 * @param statementWithin how long PostgreSQL works on one statement of a query
 * @param answerWithin after so long a query begins no further statement
 * @param atOnce queries that are answered at the same time; further ones are told to come again
 * @param mostCost how much a query may cost, see {@code QueryCost}
 * @param mostFields fields that a query may have at its root, aliases counted
 * @param waitWithin how long a query waits for the read models that it reads to be where it wants
 *     them
 * @param waitAtOnce queries that may wait so; further ones are told at once that it is not yet so
 * @param subscriptions those that may be open at the same time
 * @param slowAfter so long a subscriber may leave what there is to tell, before his subscription is
 *     ended
 */
@ConfigurationProperties("daybook.query")
public record QueryProperties(
    @DefaultValue("16") int connections,
    @DefaultValue("2s") Duration connectionWithin,
    @DefaultValue("5s") Duration statementWithin,
    @DefaultValue("10s") Duration answerWithin,
    @DefaultValue("64") int atOnce,
    @DefaultValue("20000") int mostCost,
    @DefaultValue("10") int mostFields,
    @DefaultValue("3s") Duration waitWithin,
    @DefaultValue("16") int waitAtOnce,
    @DefaultValue("100") int subscriptions,
    @DefaultValue("30s") Duration slowAfter) {

  public QueryProperties {
    requireAtLeast(1, connections, "connections");
    requireAtLeast(250, connectionWithin.toMillis(), "connection-within (milliseconds)");
    requireAtLeast(1, statementWithin.toMillis(), "statement-within (milliseconds)");
    requireAtLeast(1, answerWithin.toMillis(), "answer-within (milliseconds)");
    requireAtLeast(1, atOnce, "at-once");
    requireAtLeast(1, mostCost, "most-cost");
    requireAtLeast(1, mostFields, "most-fields");
    requireAtLeast(1, waitWithin.toMillis(), "wait-within (milliseconds)");
    requireAtLeast(1, waitAtOnce, "wait-at-once");
    requireAtLeast(0, subscriptions, "subscriptions");
    requireAtLeast(1, slowAfter.toMillis(), "slow-after (milliseconds)");
  }

  private static void requireAtLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          "daybook.query." + name + " must be at least " + least + ", but is " + value);
    }
  }
}
