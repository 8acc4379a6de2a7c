package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lost race is run again a bounded number of times, and never forgotten. */
class ConflictRetryTest {
  private static final ConcurrencyException LOST = new ConcurrencyException("lost");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger made = new AtomicInteger();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void a_command_that_lost_is_made_again_and_one_that_failed_otherwise_is_not() throws Exception {
    var retry = new ConflictRetry(timer, Runnable::run, 2, () -> {});
    var again = new CountDownLatch(1);
    assertThat(retry(retry, LOST, 1, again::countDown)).isTrue();
    assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(retry(retry, new IllegalStateException("a bug"), 1, made::incrementAndGet))
        .isFalse();
    assertThat(retry(retry, LOST, 3, made::incrementAndGet)).as("too often").isFalse();
    timer.close();
    assertThat(made).hasValue(0);
  }

  @Test
  void closing_makes_what_is_still_due() {
    var retry = new ConflictRetry(timer, Runnable::run, 20, () -> {});
    for (int i = 0; i < 50; i++) {
      assertThat(retry(retry, LOST, 9, made::incrementAndGet)).isTrue(); // up to 250 ms later
    }
    timer.close();
    assertThat(made).hasValue(50);
    assertThat(retry(retry, LOST, 1, made::incrementAndGet)).as("the caller hears").isFalse();
  }

  @Test
  void what_is_due_after_the_threads_have_gone_is_made_all_the_same() {
    var retry =
        new ConflictRetry(
            timer,
            _ -> {
              throw new RejectedExecutionException("shut down");
            },
            20,
            () -> {});
    assertThat(retry(retry, LOST, 1, made::incrementAndGet)).isTrue();
    timer.close();
    assertThat(made).hasValue(1);
  }

  private static boolean retry(
      ConflictRetry retry, RuntimeException failure, int failures, Runnable dispatch) {
    List<Class<? extends Throwable>[]> before = Collections.nCopies(failures, null);
    return retry.scheduleRetry(new GenericCommandMessage<>("x"), failure, before, dispatch);
  }
}
