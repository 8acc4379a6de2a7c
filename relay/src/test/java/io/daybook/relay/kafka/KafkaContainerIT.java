package io.daybook.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The same with the broker's own image, where Docker answers. */
class KafkaContainerIT extends KafkaForTests {

  @Test
  void the_brokers_own_image_is_told_all_in_order() throws Exception {
    assumeThat(DockerClientFactory.instance().isDockerAvailable()).as("Docker answers").isTrue();
    try (var broker = new KafkaContainer("apache/kafka:4.1.1")) {
      broker.start();
      teller(broker.getBootstrapServers());
      shop.sell(100);
      try (var topics = new TopicsForTests(broker.getBootstrapServers(), prefix)) {
        awaitAll(topics, 500);
        assertThat(topics.repeated()).isZero();
      }
      close(); // before their broker
    }
  }
}
