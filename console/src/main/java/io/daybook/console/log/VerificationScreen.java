package io.daybook.console.log;

import io.daybook.console.api.ApiRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verification of the log, done or refused.
 *
 * @param expect the hash of a seal that was asked for; empty for none
 * @param verdict null when it was refused
 * @param refused null when it was done
 */
public record VerificationScreen(
    String expect, @Nullable Verdict verdict, @Nullable ApiRefused refused) {

  /** What is wrong with the hash. */
  public List<String> faults() {
    return refused == null
        ? List.of()
        : refused.faults().stream().map(ApiRefused.Fault::message).toList();
  }
}
