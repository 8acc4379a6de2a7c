package io.daybook.relay.kafka;

import io.daybook.relay.follow.LostException;
import io.daybook.relay.published.Announcement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that writes one page after the other, each in a transaction: all of it is in the
 * topics or nothing. Whoever opens another one under the same name, in whatever process, fences
 * this one. After a failure it is of no use any more, except to be closed.
 */
final class KafkaWriter implements AutoCloseable {
  private static final List<Header> HEADERS =
      List.of(
          new RecordHeader(
              "content-type",
              "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8)));

  private final Topics topics;
  private final KafkaProducer<String, byte[]> producer;

  private KafkaWriter(Topics topics, KafkaProducer<String, byte[]> producer) {
    this.topics = topics;
    this.producer = producer;
  }

  /**
   * Makes the topics that are missing, and fences whoever has written under this name before.
   *
   * @throws RuntimeException when the brokers do not answer, or refuse
   */
  static KafkaWriter open(Topics topics, RelayKafkaProperties properties) {
    var settings = settings(topics, properties);
    makeTopics(topics, settings, properties);
    var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      return new KafkaWriter(topics, producer);
    } catch (RuntimeException failure) {
      producer.close(Duration.ZERO);
      throw failure;
    }
  }

  private static void makeTopics(
      Topics topics, Map<String, Object> settings, RelayKafkaProperties properties) {
    var forAdmin = new HashMap<>(settings);
    forAdmin.keySet().retainAll(AdminClientConfig.configNames());
    var admin = Admin.create(forAdmin);
    try {
      topics.makeMissing(admin, properties);
    } finally {
      admin.close(Duration.ZERO); // it would wait for brokers that do not answer
    }
  }

  private static Map<String, Object> settings(Topics topics, RelayKafkaProperties properties) {
    var patience = (int) properties.answerWithin().toMillis();
    var settings = new HashMap<String, Object>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "daybook-relay");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 2 * patience);
    settings.putAll(properties.properties());
    // What order and completeness rest on is nobody's to set.
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.prefix() + "-relay");
    return settings;
  }

  /**
   * Writes a page, and comes back when all of it is acknowledged and committed.
   *
   * @throws LostException when somebody else has opened a writer of this name since
   * @throws RecordTooLargeException when one of the messages is too large
   */
  void write(List<Announcement> page) {
    var failed = new AtomicReference<@Nullable Exception>();
    try {
      producer.beginTransaction();
      for (var one : page) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    topics.of(one.type()), null, null, one.subject(), one.json(), headers(one)),
                (_, failure) -> {
                  if (failure != null) {
                    failed.compareAndSet(null, failure);
                  }
                });
      }
      producer.commitTransaction();
    } catch (ProducerFencedException | InvalidProducerEpochException fenced) {
      throw new LostException("Somebody else writes to the topics of " + topics.prefix(), fenced);
    } catch (RuntimeException failure) {
      var first = failed.get();
      if (first instanceof ProducerFencedException
          || first instanceof InvalidProducerEpochException) {
        throw new LostException("Somebody else writes to the topics of " + topics.prefix(), first);
      }
      throw first instanceof RuntimeException cause ? cause : failure;
    }
  }

  /** Whoever hears of it may go on with the trace in which it happened. */
  private static List<Header> headers(Announcement one) {
    var trace = one.trace();
    return trace == null
        ? HEADERS
        : List.of(
            HEADERS.getFirst(),
            new RecordHeader("traceparent", trace.getBytes(StandardCharsets.US_ASCII)));
  }

  /** What is under way is given up: the next one of this name aborts its transaction. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
