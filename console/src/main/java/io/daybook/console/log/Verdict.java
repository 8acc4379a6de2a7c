package io.daybook.console.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the seals say of the log, and the log of the snapshots, as the API gives it.
 *
 * @param firstBroken the first range that is not as it was sealed; null when none is found
 * @param expected where the seal is that was asked for; null when none was
 * @param snapshots null when they were not compared, because the log is not intact
 */
public record Verdict(
    boolean intact,
    @Nullable Broken firstBroken,
    long seals,
    long sealedEvents,
    long unsealedEvents,
    @Nullable String latestHash,
    @Nullable String expected,
    @Nullable Snapshots snapshots) {

  /** A range of the log. */
  public record Broken(long firstPosition, long lastPosition, Instant sealedAt, String what) {

    /** What has happened to it. */
    public String inWords() {
      return switch (what) {
        case "seal" -> "The seal itself was changed, or does not follow the one before it.";
        case "missing" -> "Events are missing from it.";
        default -> "An event of it was changed, added or removed.";
      };
    }
  }

  /**
   * Snapshots, compared with the events of their streams.
   *
   * @param differing streams whose snapshot is not what their events say
   */
  public record Snapshots(long compared, List<String> differing) {}

  /** Whether there is nothing to worry about. */
  public boolean isGood() {
    return intact && (snapshots == null || snapshots.differing().isEmpty());
  }

  /** In a line: whether the log and its snapshots are what they were. */
  public String inWords() {
    if (!intact) {
      return "The log is not as it was sealed";
    }
    return isGood()
        ? "The log is as it was sealed"
        : "The log is as it was sealed, but snapshots are not what it says";
  }

  /** Of a seal that was asked for; empty when none was. */
  public String expectedInWords() {
    return switch (expected) {
      case null -> "";
      case "LATEST" -> "The seal that was kept elsewhere is the latest one.";
      case "EARLIER" -> "The seal that was kept elsewhere is there, and the log has grown since.";
      default ->
          "No seal is the one that was kept elsewhere: the log has lost its end, or was written anew.";
    };
  }
}
