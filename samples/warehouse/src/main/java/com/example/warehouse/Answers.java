package com.example.warehouse;

import com.example.warehouse.AnswerTable.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells Daybook what the rows of {@link AnswerTable} say, in their order, and marks them when the
 * broker has them. A crash between the two tells the same again under the same ids.
 *
 * <p>A page is one transaction of Kafka. So of a page that fails in the middle nothing is read, and
 * the next attempt cannot bring an earlier answer behind a later one; and a second process of the
 * warehouse takes the name of the transaction from the first.
 */
final class Answers implements Loop.Work, AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PAGE = 500;
  private static final byte[] TYPE =
      "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8);

  private final String brokers;
  private final AnswerTable answers;
  private @Nullable KafkaProducer<String, byte[]> producer;

  Answers(String brokers, AnswerTable answers) {
    this.brokers = brokers;
    this.answers = answers;
  }

  @Override
  public boolean run() throws Exception {
    var page = answers.unsent(PAGE);
    if (page.isEmpty()) {
      return false;
    }
    try {
      var to = open();
      to.beginTransaction();
      for (var answer : page) {
        var message =
            new ProducerRecord<>(
                answer.topic(), answer.subject(), JSON.writeValueAsBytes(event(answer)));
        message.headers().add("content-type", TYPE);
        var unused = to.send(message); // if it fails, so does the commit
      }
      to.commitTransaction();
    } catch (RuntimeException failure) {
      close(); // the next producer of this name ends what this one has left open
      throw failure;
    }
    answers.sent(page);
    return true;
  }

  private KafkaProducer<String, byte[]> open() {
    if (producer == null) {
      var opened =
          new KafkaProducer<>(
              Map.of(
                  "bootstrap.servers", brokers,
                  "transactional.id", "warehouse-answers",
                  "max.block.ms", 10_000,
                  "delivery.timeout.ms", 15_000,
                  "request.timeout.ms", 5_000,
                  "transaction.timeout.ms", 30_000),
              new StringSerializer(),
              new ByteArraySerializer());
      producer = opened;
      opened.initTransactions();
    }
    return producer;
  }

  private static Map<String, Object> event(Answer answer) {
    var event = new java.util.LinkedHashMap<String, Object>();
    event.put("specversion", "1.0");
    event.put("id", answer.eventId());
    event.put("source", "/warehouse");
    event.put("type", answer.type());
    event.put("subject", answer.subject());
    event.put("time", answer.madeAt().toString());
    event.put("datacontenttype", "application/json");
    if (!answer.correlation().isEmpty()) {
      event.put("correlationid", answer.correlation());
    }
    if (!answer.causation().isEmpty()) {
      event.put("causationid", answer.causation());
    }
    event.put("data", JSON.readTree(answer.data()));
    return event;
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(java.time.Duration.ZERO);
      producer = null;
    }
  }
}
