package io.daybook.projection.generation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.projections.*}
 *
 * @param keepFormer how long a generation is kept that is not live any more, and the tables of an
 *     older release that nobody follows
 * @param pageSize the most events of a page while a generation is built
 */
@Validated
@ConfigurationProperties("daybook.projections")
record ProjectionProperties(
    @DefaultValue("7d") @NotNull Duration keepFormer,
    @DefaultValue("2000") @Min(1) @Max(10_000) int pageSize) {}
