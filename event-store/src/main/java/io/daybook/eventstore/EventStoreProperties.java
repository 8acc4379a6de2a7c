package io.daybook.eventstore;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.log.*}
 *
 * @param owner who owns the tables of the log, when that is not the application's own role
 * @param appendQueue appends that may wait in this process before further ones hold up callers
 * @param appendTimeout how long a caller waits for PostgreSQL before he is told that it is away
 * @param snapshot when snapshots are taken
 * @param snapshots when snapshots are taken of a certain type, such as {@code StockItem}
 * @param wedgedAfter a log that is not read for so long turns the health
 * @param sealEvery how often new events are sealed
 */
@Validated
@ConfigurationProperties("daybook.log")
public record EventStoreProperties(
    @Valid @Nullable Owner owner,
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int appendQueue,
    @DefaultValue("5s") @NotNull Duration appendTimeout,
    @DefaultValue @Valid SnapshotRule snapshot,
    @DefaultValue Map<String, @Valid SnapshotRule> snapshots,
    @DefaultValue("30s") @NotNull Duration wedgedAfter,
    @DefaultValue("30s") @NotNull Duration sealEvery) {

  /**
   * A role of the database.
   *
   * @param user its name
   * @param password its password, empty where none is asked for
   */
  public record Owner(String user, @DefaultValue("") String password) {

    /** Without the password. */
    @Override
    public String toString() {
      return "Owner[" + user + "]";
    }
  }

  /**
   * When a snapshot is due.
   *
   * @param every events of one stream between two snapshots; more in a long stream, see {@link
   *     SnapshotPolicy}
   * @param loadTime a load that takes longer is followed by a snapshot
   */
  public record SnapshotRule(
      @DefaultValue("100") @Min(2) int every, @DefaultValue("250ms") @NotNull Duration loadTime) {}
}
