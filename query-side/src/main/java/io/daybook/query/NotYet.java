package io.daybook.query;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a query wants to know of is in the log, but not in the read models that it reads. */
final class NotYet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long wanted;
  private final long reached;

  /**
   * A query that cannot wait any longer.
   *
   * @param wanted the position that it wants to know of
   * @param reached the position that the read models are at
   */
  NotYet(long wanted, long reached) {
    super(
        "the read models are at position %d and not yet at %d; ask again later"
            .formatted(reached, wanted));
    this.wanted = wanted;
    this.reached = reached;
  }

  /** What programs may want to know. */
  Map<String, Object> extensions() {
    var all = new LinkedHashMap<String, Object>();
    all.put("wanted", wanted);
    all.put("reached", reached);
    all.put("lag", wanted - reached);
    return all;
  }
}
