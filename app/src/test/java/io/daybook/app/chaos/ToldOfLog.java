package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.books.Web;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares what Kafka was told all the while with what the log says: it is told once more, into
 * other topics, when nobody disturbs it.
 */
final class ToldOfLog {
  private static final String AGAIN = "again";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Function<String, URI> url;
  private final JdbcTemplate jdbc;
  private final String kafka;

  ToldOfLog(Function<String, URI> url, JdbcTemplate jdbc, String kafka) {
    this.url = url;
    this.jdbc = jdbc;
    this.kafka = kafka;
  }

  /**
   * What there is, and what is wrong with it.
   *
   * @param live the topics that are told all the time
   */
  record Verdict(TopicReading live, List<String> wrong) {}

  /** Each event once, as it is in the log, in the order of its subject, and nothing else. */
  Verdict compare() {
    var last = number("select max(position) from event_log.domain_event");
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> number("select position from relay.cursor where name = 'kafka'") >= last);
    tellAgainUpTo(last);
    var live = TopicReading.of(kafka, "daybook");
    var again = TopicReading.of(kafka, AGAIN);
    assertThat(again.told()).isNotEmpty();
    var wrong = new ArrayList<>(live.upTo(last).differencesFrom(again));
    if (live.outOfOrder() + live.toldOtherwise() > 0) {
      wrong.add(live.outOfOrder() + " out of order, " + live.toldOtherwise() + " told in two ways");
    }
    return new Verdict(live, wrong);
  }

  private void tellAgainUpTo(long last) {
    var replays = "/api/operations/relay/replays";
    var answer = Web.post(url.apply(replays), Map.of("from", 0, "to", last, "topicPrefix", AGAIN));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Web.get(url.apply(replays + "/" + AGAIN)).path("done").asBoolean());
  }

  private long number(String sql) {
    var number = jdbc.queryForObject(sql, Long.class);
    return number == null ? -1 : number;
  }
}
