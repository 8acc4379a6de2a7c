package io.daybook.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.samples.broker.BrokerForTests;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told in spite of what dies. */
@Tag("long")
class KafkaOutagesIT extends KafkaForTests {
  private static final int KILLS = Integer.getInteger("daybook.kills", 1);
  private static final long SEED = 20_261_129;
  private static BrokerForTests broker;

  @BeforeAll
  static void start() {
    broker = BrokerForTests.startIn(directory.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void a_broker_that_is_killed_while_events_pass_is_told_all_in_order_when_it_is_back() {
    teller(broker.bootstrapServers());
    var topics = topics(broker.bootstrapServers());
    shop.sell(200);
    await().until(() -> topics.read() > 0);
    for (int round = 0; round < 2; round++) {
      shop.sell(100);
      broker.kill();
      shop.sell(100);
      broker.start();
    }
    awaitAll(topics, 3_000);
    await().untilAsserted(() -> assertThat(cursor()).isEqualTo(2_999));
  }

  @Test
  void a_process_that_is_killed_at_random_leaves_nothing_out_and_nothing_in_another_order() {
    var random = new Random(SEED);
    var topics = topics(broker.bootstrapServers());
    var process = process(broker.bootstrapServers(), "victim");
    for (int round = 0; round < KILLS; round++) {
      var told = cursor();
      shop.sell(300);
      var inTheMiddle = told + 1 + random.nextInt(1_000);
      await().until(() -> cursor() >= inTheMiddle);
      process.kill();
      process.start();
    }
    awaitAll(topics, KILLS * 1_500);
    await().untilAsserted(() -> assertThat(cursor()).isEqualTo(KILLS * 1_500 - 1));
  }

  @Test
  void a_process_that_stood_still_and_wakes_up_sends_nothing_out_of_order() {
    var topics = topics(broker.bootstrapServers());
    var sleeper = process(broker.bootstrapServers(), "sleeper");
    await().until(() -> epoch() == 1);
    shop.sell(400);
    await().until(() -> topics.read() > 0);
    sleeper.pause();
    shop.sell(200);
    teller(broker.bootstrapServers());
    await().until(() -> epoch() == 2);
    awaitAll(topics, 3_000);
    var before = topics.messages().size();
    sleeper.wake();
    shop.sell(200);
    awaitAll(topics, 4_000);
    await().untilAsserted(() -> assertThat(cursor()).isEqualTo(3_999));
    topics.read();
    assertThat(topics.messages().size() - before).as("sent since it woke up").isEqualTo(1_000);
  }

  @Test
  void two_that_race_for_the_topics_never_mix_what_they_send() {
    var topics = topics(broker.bootstrapServers());
    var first = process(broker.bootstrapServers(), "first");
    var second = process(broker.bootstrapServers(), "second");
    await().until(() -> epoch() > 0);
    for (int round = 0; round < 3; round++) {
      var epoch = epoch();
      (round % 2 == 0 ? first : second).pause();
      (round % 2 == 0 ? second : first).wake();
      shop.sell(100);
      await().until(() -> epoch() > epoch || cursor() > 0);
    }
    first.wake();
    second.wake();
    awaitAll(topics, 1_500);
    await().untilAsserted(() -> assertThat(cursor()).isEqualTo(1_499));
  }
}
