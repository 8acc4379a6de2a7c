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
 * verdict. That reads the whole log, so a process does it once at a time; or it begins at a seal.
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

  /**
   * What the seals say; and the snapshots, which were compared only when all of the log is intact.
   */
  record Report(@JsonUnwrapped SealVerdict log, Snapshots.@Nullable Verdict snapshots) {
    private boolean isWell() {
      return log.intact() && (snapshots == null || snapshots.differing().isEmpty());
    }
  }

  /**
   * The verdict.
   *
   * @param expect hash of a seal that was kept elsewhere: a log whose end was cut off lacks it
   * @param since hash of a seal up to which the log was verified before, and which was kept
   *     elsewhere: only it and what came after it is computed, and no snapshot is compared
   */
  @Allowed(Role.AUDITOR)
  @GetMapping("/api/operations/log/verification")
  Report verify(
      @RequestParam(required = false) @Nullable String expect,
      @RequestParam(required = false) @Nullable String since) {
    requireHash("expect", expect);
    requireHash("since", since);
    if (expect != null && since != null) {
      throw Refused.invalid(
          "expect", "not-with-since", "says nothing beside since, whose seal is expected anyway");
    }
    if (!oneAtATime.tryLock()) {
      throw Refused.conflict(
          "one-verification-at-a-time",
          "The log is being verified for somebody else; ask again later");
    }
    try {
      var report =
          since == null ? ofAll(expect) : new Report(seals.verifySince(since, _ -> {}), null);
      if (report.isWell()) {
        log.info("The log is as it was sealed: {}", report);
      } else {
        log.error("The log is not as it was sealed, or snapshots are not what it says: {}", report);
      }
      return report;
    } finally {
      oneAtATime.unlock();
    }
  }

  private Report ofAll(@Nullable String expect) {
    var verdict = seals.verify(expect, _ -> {});
    return new Report(verdict, verdict.intact() ? snapshots.verify() : null);
  }

  private static void requireHash(String field, @Nullable String hash) {
    if (hash != null && !HASH.matcher(hash).matches()) {
      throw Refused.invalid(field, "hash-of-a-seal", "must be 64 hexadecimal digits");
    }
  }
}
