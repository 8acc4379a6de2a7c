package io.daybook.runtime;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.log.*}, as far as it is about those who write to the log and follow it.
 *
 * @param cachedAggregates aggregates that are kept in memory, while they are used
 * @param cachedSagas sagas that are kept in memory, while they are used
 * @param segments parallel segments that a processor starts with; later there are at least as many
 *     as processes that run it
 * @param claimTimeout after so long without a sign of life the segments of a process are divided
 *     over the others; the same in all processes
 * @param batchSize events that a processor handles in one transaction
 * @param gather processors to which larger pages are worth a wait, and how far apart these come
 *     while the log is busy; while it is not, each event is handled at once
 * @param commandThreads commands from sagas, and to busy aggregates, that are handled side by side
 * @param commandRetries how often a command that lost a race for its stream is tried again
 * @param wedgedAfter a command that is not answered for so long turns the health
 * @param trustedPackages names that classes begin with, beside Java's and Axon's, whose names the
 *     JSON of a token may hold
 */
@Validated
@ConfigurationProperties("daybook.log")
public record RuntimeProperties(
    @DefaultValue("20000") @Min(0) long cachedAggregates,
    @DefaultValue("10000") @Min(0) long cachedSagas,
    @DefaultValue("2") @Min(1) @Max(ProcessorSegments.MOST) int segments,
    @DefaultValue("5s") @NotNull @DurationMin(millis = 500) Duration claimTimeout,
    @DefaultValue("200") @Min(1) @Max(10_000) int batchSize,
    @DefaultValue Map<String, Duration> gather,
    @DefaultValue("64") @Min(1) @Max(1_024) int commandThreads,
    @DefaultValue("20") @Min(0) @Max(1_000) int commandRetries,
    @DefaultValue("30s") @NotNull Duration wedgedAfter,
    @DefaultValue List<String> trustedPackages) {}
