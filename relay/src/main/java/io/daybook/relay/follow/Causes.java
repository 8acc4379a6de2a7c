package io.daybook.relay.follow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a failure comes from. */
final class Causes {
  private Causes() {}

  static boolean has(Class<? extends Throwable> type, Throwable failure) {
    for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
      if (type.isInstance(one)) {
        return true;
      }
    }
    return false;
  }

  static Throwable root(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = Objects.requireNonNull(root.getCause());
    }
    return root;
  }
}
