package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What a caller is told when the log cannot tell him the outcome: never more than is known. */
class TruthIT {
  private final LogForTests log = new LogForTests();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void an_append_whose_connection_died_is_not_called_undone_while_the_writer_is_busy()
      throws Exception {
    var caller = Thread.currentThread();
    var armed = new AtomicBoolean();
    BooleanSupplier lose =
        () -> Thread.currentThread() == caller && armed.compareAndSet(true, false);
    var lock = new AtomicReference<HeldLock>();
    var commits = new AtomicReference<GroupCommit>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Runnable writerIsBusyFromNowOn =
          () -> {
            var unused = threads.submit(() -> commits.get().append(events("busy", 0, 1)));
            await().until(() -> commits.get().hasWriterWaiting());
            lock.set(new HeldLock(log));
          };
      var losing = new LosingAnswers(log, lose, writerIsBusyFromNowOn);
      try (var own = LogForTests.commitsOn(losing, 10, Duration.ofMillis(700))) {
        commits.set(own);
        Throwable answer = null;
        String lone = "";
        for (int i = 0; lock.get() == null; i++) { // until the caller appends alone, by himself
          armed.set(false);
          armed.set(false);
          own.append(events("first-" + i, 0, 1));
          armed.set(true);
          lone = "lone-" + i;
          var rows = events(lone, 0, 1);
          answer = catchThrowable(() -> own.append(rows));
        }
        assertThat(answer)
            .isInstanceOfSatisfying(
                LogUnavailableException.class,
                away -> assertThat(away.nothingWasAppended()).isFalse());
        assertThat(log.all()).extracting(EventRow::stream).contains(lone);
        lock.get().close();
        own.append(events("afterwards", 0, 1));
      }
    }
  }

  @Test
  void an_append_that_never_got_a_connection_was_certainly_not_made() throws Exception {
    var away = new CountDownLatch(1);
    try (var commits = LogForTests.commitsOn(new Away(log, away), 10, Duration.ofMillis(300))) {
      for (int i = 0; i < 2; i++) {
        var stream = "s" + i;
        assertThatThrownBy(() -> commits.append(events(stream, 0, 1)))
            .isInstanceOfSatisfying(
                LogUnavailableException.class,
                refused -> assertThat(refused.nothingWasAppended()).isTrue());
      }
      away.countDown();
      commits.append(events("afterwards", 0, 1));
    }
    assertThat(log.all()).extracting(EventRow::stream).endsWith("afterwards");
  }

  @Test
  void an_error_ends_nobody_but_the_appends_it_hit() {
    var errors = new AtomicInteger(2);
    var failing =
        new DelegatingDataSource(log.dataSource) {
          @Override
          public Connection getConnection() throws java.sql.SQLException {
            if (errors.getAndDecrement() > 0) {
              throw new NoClassDefFoundError("as when a jar is replaced under a running process");
            }
            return super.getConnection();
          }
        };
    try (var commits = LogForTests.commitsOn(failing, 10, LogForTests.PATIENCE)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> commits.append(events("hit", 0, 1)))
            .isInstanceOfSatisfying(
                LogUnavailableException.class,
                hit -> assertThat(hit.nothingWasAppended()).isFalse());
      }
      commits.append(events("others", 0, 1));
    }
    assertThat(log.all()).extracting(EventRow::stream).containsExactly("others");
  }

  @Test
  void whoever_appends_while_it_closes_or_after_is_answered() {
    var commits = LogForTests.commitsOn(log.dataSource, 10, LogForTests.PATIENCE);
    var callers = new ArrayList<Future<Long>>();
    var acknowledged = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 40; caller++) {
        var stream = "s" + caller;
        callers.add(
            threads.submit(
                () -> {
                  for (long version = 0; ; version++) {
                    commits.append(events(stream, version, 1));
                    acknowledged.incrementAndGet();
                  }
                }));
      }
      await().until(() -> acknowledged.get() > 400);
      commits.close();
    }
    assertThat(callers)
        .allSatisfy(
            caller ->
                assertThat(caller.exceptionNow())
                    .isInstanceOfSatisfying(
                        LogUnavailableException.class,
                        closing -> assertThat(closing.nothingWasAppended()).isTrue()));
    assertThat(log.all()).hasSize(acknowledged.get());
    assertThatThrownBy(() -> commits.append(events("after", 0, 1)))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("closing");
  }
}
