package io.daybook.relay.inbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.inbox.*}: what is heard from the warehouse.
 *
 * @param bootstrapServers the brokers, as {@code host:port,host:port}; empty to hear nothing
 * @param properties further settings of Kafka's client, such as {@code security.protocol}
 * @param group the group of consumers; all processes of one platform have the same
 * @param account whose commands they are, as the log names it
 * @param keep how long it is remembered which messages were done; longer than the broker keeps them
 * @param page the most messages that are done side by side
 * @param firstPause the pause after a failure that passes; it doubles
 * @param longestPause the longest of these pauses
 */
@Validated
@ConfigurationProperties("daybook.inbox")
public record InboxProperties(
    @DefaultValue("") @NotNull String bootstrapServers,
    @DefaultValue @NotNull Map<String, String> properties,
    @DefaultValue("daybook-inbox") @NotBlank String group,
    @DefaultValue("warehouse") @NotBlank String account,
    @DefaultValue("30d") @NotNull @DurationMin(hours = 1) Duration keep,
    @DefaultValue("200") @Min(1) @Max(1_000) int page,
    @DefaultValue("200ms") @NotNull @DurationMin(millis = 1) Duration firstPause,
    @DefaultValue("30s") @NotNull @DurationMin(millis = 1) Duration longestPause) {

  /** Keeps its own settings. */
  public InboxProperties {
    properties = Map.copyOf(properties);
  }

  /** Without the further settings, which may have a password in them. */
  @Override
  public String toString() {
    return "InboxProperties[%s, group=%s]".formatted(bootstrapServers, group);
  }
}
