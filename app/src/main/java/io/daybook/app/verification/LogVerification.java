package io.daybook.app.verification;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.daybook.eventstore.SealVerdict;
import io.daybook.eventstore.Seals;
import io.daybook.eventstore.Snapshots;
import io.daybook.web.Refused;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Computes all seals of the log again, and then all snapshots from its events, and answers the
 * verdict. That reads the whole log, so a process does it once at a time.
 */
@RestController
public class LogVerification {
  private static final Logger log = LoggerFactory.getLogger(LogVerification.class);

  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

  private final Seals seals;
  private final Snapshots snapshots;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  LogVerification(Seals seals, Snapshots snapshots) {
    this.seals = seals;
    this.snapshots = snapshots;
  }

  /** What the seals say; and the snapshots, which were compared only when the log is intact. */
  record Report(@JsonUnwrapped SealVerdict log, Snapshots.@Nullable Verdict snapshots) {}

  /**
   * The verdict.
   *
   * @param expect hash of a seal that was kept elsewhere: a log whose end was cut off lacks it
   */
  @Allowed(Role.AUDITOR)
  @GetMapping("/api/operations/log/verification")
  Report verify(@RequestParam(required = false) @Nullable String expect) {
    if (expect != null && !HASH.matcher(expect).matches()) {
      throw Refused.invalid("expect", "hash-of-a-seal", "must be 64 hexadecimal digits");
    }
    if (!oneAtATime.tryLock()) {
      throw Refused.conflict(
          "one-verification-at-a-time",
          "The log is being verified for somebody else; ask again later");
    }
    try {
      var verdict = seals.verify(expect, _ -> {});
      var report = new Report(verdict, verdict.intact() ? snapshots.verify() : null);
      if (report.snapshots() != null && report.snapshots().differing().isEmpty()) {
        log.info("The log is as it was sealed: {}", report);
      } else {
        log.error("The log is not as it was sealed, or snapshots are not what it says: {}", report);
      }
      return report;
    } finally {
      oneAtATime.unlock();
    }
  }
}
