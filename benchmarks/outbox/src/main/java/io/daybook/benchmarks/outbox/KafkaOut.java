package io.daybook.benchmarks.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A producer whose records are all acknowledged before anything else is done. */
final class KafkaOut implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  KafkaOut(String broker) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 * 1024),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Begins to send an event of the log, as it stands there. */
  void send(String topic, LogRow row) {
    var out =
        new ProducerRecord<>(topic, row.stream(), row.payload().getBytes(StandardCharsets.UTF_8));
    header(out, "ce_specversion", "1.0");
    header(out, "ce_id", row.eventId());
    header(out, "ce_source", "/daybook");
    header(out, "ce_type", row.type());
    header(out, "ce_subject", row.stream());
    header(out, "ce_position", Long.toString(row.position()));
    send(out);
  }

  void send(ProducerRecord<String, byte[]> out) {
    var unused =
        producer.send(
            out,
            (_, failed) -> {
              if (failed != null) {
                failure.compareAndSet(null, failed);
              }
            });
  }

  /** Returns when the broker has acknowledged all of them. */
  void awaitAcknowledged() {
    producer.flush();
    var failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("The broker did not take all", failed);
    }
  }

  private static void header(ProducerRecord<String, byte[]> out, String name, String value) {
    out.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close();
  }
}
