package io.daybook.relay.kafka;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.relay.kafka.*}
 *
 * @param bootstrapServers the brokers that are asked first, as {@code host:port}, comma separated;
 *     without it nothing is told to Kafka
 * @param topicPrefix what the names of topics begin with; the rest is {@code .order} and so on
 * @param partitions of topics that do not exist yet
 * @param replication how many brokers have each of them; -1 for what the brokers do by themselves
 * @param answerWithin after so long without an acknowledgement a page is given up, and sent again
 * @param apart how far apart pages begin, one transaction each, while there is one after the other
 * @param skip positions of the log of which Kafka is told nothing, because their message cannot be
 *     sent
 * @param properties further settings of Kafka's client, such as {@code security.protocol}
 */
@Validated
@ConfigurationProperties("daybook.relay.kafka")
record RelayKafkaProperties(
    @NotBlank String bootstrapServers,
    @DefaultValue(RelayKafkaProperties.PREFIX)
        @NotNull
        @Pattern(regexp = RelayKafkaProperties.TOPIC_PREFIX)
        String topicPrefix,
    @DefaultValue("6") @Min(1) @Max(10_000) int partitions,
    @DefaultValue("-1") @Min(-1) @Max(100) short replication,
    @DefaultValue("20s") @NotNull @DurationMin(seconds = 2) Duration answerWithin,
    @DefaultValue("30ms") @NotNull @DurationMin(millis = 0) Duration apart,
    @DefaultValue Set<Long> skip,
    @DefaultValue Map<String, String> properties) {
  static final String PREFIX = "daybook";

  /** Leaves room for the feature: a topic has up to 249 characters. */
  static final String TOPIC_PREFIX = "^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$";

  @AssertTrue(message = "replication must be -1 or at least 1")
  boolean isReplicationPossible() {
    return replication != 0;
  }
}
