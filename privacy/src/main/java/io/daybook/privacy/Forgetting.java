package io.daybook.privacy;

import static io.daybook.privacy.ErasureLog.NOTHING;

import io.daybook.eventstore.Forgetful;
import io.daybook.schema.privacy.CustomerErased;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has this process follow what was erased. Before anything is read, keys are deleted again that the
 * log or the register says are gone: a table that was restored from a backup has them again. What
 * only the register knows is appended to the log again, which was restored too. Afterwards it looks
 * once a second, with one read of an index, whether somebody was erased, lets go of all that is
 * remembered here, once more a minute later, and has the register remember the erasure.
 */
final class Forgetting implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
  private static final String MYSELF = "system:privacy";

  /** By then whoever was reading when somebody was erased is done, and may have put it back. */
  private static final Duration LATER = Duration.ofMinutes(1);

  private final Keys keys;
  private final ErasureLog erasures;
  private final ErasureRegister register;
  private final List<Forgetful> memories;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("forgetting").factory());
  private long seen = NOTHING;

  /** When everything is let go of once more; null when that is done. */
  private @Nullable Long again;

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
    eraseAgain(said);
    if (!erasures.isEmpty()) {
      var unsaid = register.allBut(said);
      eraseAgain(unsaid);
      unsaid.forEach(this::sayAgain);
    }
    register.add(said);
    running = true;
    var unused = looking.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /** In one statement. Who came back after an erasure has a key that is younger, and keeps it. */
  private void eraseAgain(List<Erased> erasures) {
    var keysBySubject =
        erasures.stream()
            .collect(
                Collectors.groupingBy(
                    erased -> OrderKeys.subject(erased.customerId()),
                    Collectors.flatMapping(erased -> erased.keys().stream(), Collectors.toList())));
    var deleted = erasures.isEmpty() ? 0 : keys.erase(keysBySubject);
    if (deleted > 0) {
      log.warn(
          "{} keys of erased customers were in a backup that was restored, and are deleted again",
          deleted);
    }
  }

  private void sayAgain(Erased erased) {
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
        again = System.nanoTime() + LATER.toNanos();
        register.add(erasures.after(seen));
        seen = now;
      }
      if (again != null && System.nanoTime() - again > 0) {
        memories.forEach(Forgetful::forget);
        again = null;
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
