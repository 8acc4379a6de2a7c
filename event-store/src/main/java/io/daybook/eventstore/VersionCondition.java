package io.daybook.eventstore;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Under which versions of its stream the sender of a command wants it carried out. It is compared
 * where the command is decided, so that nothing can come between the comparison and the append.
 *
 * @param any whether every stream will do that has events at all
 * @param versions the others that will do; may be none
 */
public record VersionCondition(boolean any, Set<Long> versions) {

  /** Keeps its own set. */
  public VersionCondition {
    versions = Set.copyOf(versions);
  }

  /**
   * Whether it holds.
   *
   * @param version of the last event of the stream; null or negative where there is none
   */
  public boolean holds(@Nullable Long version) {
    return version != null && version >= 0 && (any || versions.contains(version));
  }
}
