package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes on one database tell one another of appends. */
class LogNoticesIT {
  private final LogForTests log = new LogForTests();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void another_process_hears_of_an_append_and_the_own_one_is_spared_the_echo() {
    var here = new AtomicInteger();
    var there = new AtomicInteger();
    try (var own = new LogNotices(log.dataSource);
        var other = new LogNotices(log.dataSource)) {
      own.listen(here::incrementAndGet);
      other.listen(there::incrementAndGet);
      await().until(() -> here.get() == 1 && there.get() == 1); // the look after connecting
      own.tellOthers();
      await().until(() -> there.get() == 2);
      other.tellOthers();
      await().until(() -> here.get() == 2);
      assertThat(there).hasValue(2);
    }
  }

  @Test
  void a_question_is_heard_by_the_others_and_is_no_news() {
    var newsHere = new AtomicInteger();
    var questionsHere = new AtomicInteger();
    var newsThere = new AtomicInteger();
    var questionsThere = new AtomicInteger();
    try (var own = new LogNotices(log.dataSource);
        var other = new LogNotices(log.dataSource)) {
      own.answerWith(questionsHere::incrementAndGet);
      other.answerWith(questionsThere::incrementAndGet);
      own.listen(newsHere::incrementAndGet);
      other.listen(newsThere::incrementAndGet);
      await().until(() -> newsHere.get() == 1 && newsThere.get() == 1);
      own.ask();
      await().until(() -> questionsThere.get() == 1);
      other.ask();
      await().until(() -> questionsHere.get() == 1);
      assertThat(newsHere).hasValue(1);
      assertThat(newsThere).hasValue(1);
      assertThat(questionsThere).hasValue(1);
    }
  }

  @Test
  void a_listener_that_lost_its_connection_looks_again_and_listens_again() {
    var heard = new AtomicInteger();
    try (var teller = new LogNotices(log.dataSource);
        var listener = new LogNotices(log.dataSource)) {
      listener.listen(heard::incrementAndGet);
      await().until(() -> heard.get() == 1);
      log.jdbc.queryForList(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and query like 'listen%'
          """);
      await().until(() -> heard.get() == 2);
      teller.tellOthers();
      await().until(() -> heard.get() == 3);
    }
  }
}
