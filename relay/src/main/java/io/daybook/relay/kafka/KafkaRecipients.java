package io.daybook.relay.kafka;

import io.daybook.eventstore.Tracing;
import io.daybook.relay.follow.Lease;
import io.daybook.relay.follow.Recipient;
import io.daybook.relay.follow.Recipients;
import io.daybook.relay.follow.RelayCursor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Kafka's topics: those that go on for ever, and those of a replay. */
final class KafkaRecipients implements Recipients {
  /** The cursor of the topics that go on. */
  static final String LIVE = "kafka";

  /** Cursors of replays are called so, and after a {@code /} as the prefix of their topics. */
  static final String REPLAY = "kafka-replay";

  private final String kind;
  private final RelayKafkaProperties properties;
  private final Counter told;
  private final Tracing tracing;

  /**
   * @param kind one of the two
   */
  KafkaRecipients(
      String kind, RelayKafkaProperties properties, MeterRegistry meters, Tracing tracing) {
    this.kind = kind;
    this.properties = properties;
    this.tracing = tracing;
    this.told =
        Counter.builder("daybook.relay.told")
            .description("Messages that Kafka has acknowledged")
            .tag("recipient", kind)
            .register(meters);
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public Recipient open(RelayCursor cursor, Lease lease) {
    var prefix = cursor.key().isEmpty() ? properties.topicPrefix() : cursor.key();
    return new KafkaRecipient(new Topics(prefix), properties, lease, told, tracing);
  }
}
