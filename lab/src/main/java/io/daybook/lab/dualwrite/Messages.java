package io.daybook.lab.dualwrite;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells the broker of orders, with the producer's safest settings, and waits until it has them. */
final class Messages implements AutoCloseable {
  private static final long MOST_FOR_A_REQUEST = 30_000;

  private final KafkaProducer<String, String> producer;
  private final String topic;

  /** The broker did not say in time that it has a message; it may have it all the same. */
  static final class UnacknowledgedException extends Exception {
    private static final long serialVersionUID = 1L;

    UnacknowledgedException(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Tells by a topic.
   *
   * @param patienceMillis how long the producer tries by itself
   */
  Messages(String brokers, String topic, long patienceMillis) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                patienceMillis,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) Math.min(patienceMillis, MOST_FOR_A_REQUEST),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) patienceMillis),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Comes back when the broker has all of them. */
  void send(List<String> orders) throws UnacknowledgedException, InterruptedException {
    try {
      var sent = orders.stream().map(this::begin).toList();
      for (var one : sent) {
        var unused = one.get();
      }
    } catch (ExecutionException | KafkaException failure) {
      throw new UnacknowledgedException(failure);
    }
  }

  private Future<RecordMetadata> begin(String order) {
    return producer.send(new ProducerRecord<>(topic, order, "{\"placed\":\"" + order + "\"}"));
  }

  @Override
  public void close() {
    producer.close();
  }
}
