package io.daybook.app.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.embedded-database.*}, used when {@code daybook.database=embedded}.
 *
 * @param directory where the data is kept, across restarts
 * @param port of the PostgreSQL server on the loopback interface
 */
@Validated
@ConfigurationProperties("daybook.embedded-database")
public record EmbeddedDatabaseProperties(
    @DefaultValue(".daybook/postgres") Path directory,
    @DefaultValue("15432") @Min(1024) @Max(65535) int port) {}
