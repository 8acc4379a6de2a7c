package io.daybook.privacy;

import static io.daybook.privacy.ErasureLog.NOTHING;

import io.daybook.eventstore.Forgetful;
import io.daybook.schema.privacy.CustomerErased;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has this process follow what was erased. Before anything is read, keys are deleted again that the
 * log or the register says are gone: a table that was restored from a backup has them again. What
 * only the register knows is appended to the log again, which was restored too. Afterwards it looks
 * once a second, with one read of an index, whether somebody was erased, lets go of all that is
 * remembered here, and has the register remember the erasure.
 */
final class Forgetting implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
  private static final String MYSELF = "system:privacy";

  private final Keys keys;
  private final ErasureLog erasures;
  private final ErasureRegister register;
  private final List<Forgetful> memories;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("forgetting").factory());
  private long seen = NOTHING;
  private volatile boolean running;

  Forgetting(Keys keys, ErasureLog erasures, ErasureRegister register, List<Forgetful> memories) {
    this.keys = keys;
    this.erasures = erasures;
    this.register = register;
    this.memories = List.copyOf(memories);
  }

  /** Before processors and doors. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  @Override
  public void start() {
    seen = erasures.head();
    var said = erasures.after(NOTHING);
    said.forEach(this::eraseAgain);
    if (!erasures.isEmpty()) {
      register.allBut(said).forEach(this::carryOutAgain);
    }
    register.add(said);
    running = true;
    var unused = looking.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /** Who came back after an erasure has a key that is younger, and keeps it. */
  private void eraseAgain(Erased erased) {
    var subject = OrderKeys.subject(erased.customerId());
    if (keys.erase(subject, erased.keys()) > 0) {
      log.warn(
          "Keys were in a backup that was restored; {} deletes them again", erased.erasureId());
    }
  }

  private void carryOutAgain(Erased erased) {
    eraseAgain(erased);
    var event = new CustomerErased(erased.erasureId(), erased.customerId(), erased.keys());
    var again = erasures.append(event, erased.by(), MYSELF, seen);
    log.warn(
        "{} is younger than the backup that was restored; the log says so again at {}",
        erased.erasureId(),
        again.position());
  }

  private void look() {
    try {
      var now = erasures.head();
      if (now != seen) {
        memories.forEach(Forgetful::forget);
        register.add(erasures.after(seen));
        seen = now;
      }
    } catch (UncheckedIOException failure) {
      log.error("The register of erasures cannot be written; trying again", failure);
    } catch (RuntimeException away) {
      log.debug("It is not known whether somebody was erased; looking again", away);
    }
  }

  @Override
  public void stop() {
    running = false;
    looking.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
