package io.daybook.projection;

import java.util.Optional;

/** Which generation the queries of this release read. */
public interface LiveGenerations {

  /** The live generation of a model; none while the first one is being built. */
  Optional<Generation> live(ReadModel model);
}
