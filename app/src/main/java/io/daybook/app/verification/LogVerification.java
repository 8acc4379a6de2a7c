package io.daybook.app.verification;

import io.daybook.eventstore.Seals;
import io.daybook.web.Refused;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Computes all seals of the log again and answers the verdict. That reads the whole log, so a
 * process does it once at a time.
 */
@RestController
public class LogVerification {
  private static final Logger log = LoggerFactory.getLogger(LogVerification.class);

  private final Seals seals;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  LogVerification(Seals seals) {
    this.seals = seals;
  }

  @GetMapping("/api/operations/log/verification")
  Seals.Verdict verify() {
    if (!oneAtATime.tryLock()) {
      throw Refused.conflict(
          "one-verification-at-a-time",
          "The log is being verified for somebody else; ask again later");
    }
    try {
      var verdict = seals.verify(_ -> {});
      if (verdict.firstBroken() == null) {
        log.info("The log is as it was sealed: {}", verdict);
      } else {
        log.error("The log is not as it was sealed: {}", verdict);
      }
      return verdict;
    } finally {
      oneAtATime.unlock();
    }
  }
}
