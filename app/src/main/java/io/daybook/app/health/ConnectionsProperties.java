package io.daybook.app.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code daybook.connections.*}.
 *
 * @param stuckAfter a pool that has had no free connection for so long, and got none back, is no
 *     longer well
 */
@ConfigurationProperties("daybook.connections")
public record ConnectionsProperties(@DefaultValue("30s") Duration stuckAfter) {}
