package io.daybook.eventstore;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.log.*}
 *
 * @param snapshotEvery events of one stream between two snapshots
 * @param segments parallel segments that a processor starts with; changing it later needs a split
 *     or merge
 * @param batchSize events that a processor handles in one transaction
 * @param commandThreads commands that are handled side by side in this process
 * @param commandRetries how often a command that lost a race for its stream is tried again
 * @param deadlinePolling how often the database is asked for deadlines that are due
 */
@Validated
@ConfigurationProperties("daybook.log")
public record EventStoreProperties(
    @DefaultValue("100") @Min(2) int snapshotEvery,
    @DefaultValue("2") @Min(1) @Max(64) int segments,
    @DefaultValue("200") @Min(1) @Max(10_000) int batchSize,
    @DefaultValue("12") @Min(1) @Max(256) int commandThreads,
    @DefaultValue("20") @Min(0) @Max(1_000) int commandRetries,
    @DefaultValue("1s") Duration deadlinePolling) {}
