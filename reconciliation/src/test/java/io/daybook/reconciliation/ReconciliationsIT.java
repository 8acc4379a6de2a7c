package io.daybook.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.runtime.CommandSender;
import io.daybook.schema.reconciliation.ReconciliationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How runs begin and end, with a book that does as it is told. */
class ReconciliationsIT {
  private static final Instant START = Instant.parse("2026-11-17T03:00:00Z");
  private static final ReconciliationProperties PROPERTIES =
      new ReconciliationProperties("-", Duration.ofDays(7), Duration.ofMinutes(15), 10);

  private final LedgerForTests ledger = new LedgerForTests();
  private final RunReportTable reports = new RunReportTable(ledger.dataSource, ledger.tables);
  private final CountDownLatch looked = new CountDownLatch(1);
  private Runnable looking = () -> {};
  private Instant now = START;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Reconciliations reconciliations = process();

  @BeforeEach
  void theBooksAreOpenedAndTheProcessStarts() {
    ledger.openedAt(START);
    reconciliations.start();
  }

  @Test
  void a_run_that_compared_all_stands_for_the_night() {
    assertThat(run(null).outcome()).isEqualTo(RunReport.Outcome.COMPLETE);
    assertThat(ledger.runs.lastStart()).contains(START);
  }

  @Test
  void a_run_that_failed_stands_for_the_night_too() {
    looking =
        () -> {
          throw new IllegalStateException("the provider is away");
        };
    assertThat(run(null).failure()).contains("the provider is away");
    assertThat(ledger.runs.lastStart()).contains(START);
    assertThat(ledger.runs.lastComplete()).isEmpty();
  }

  @Test
  void a_run_that_was_asked_to_look_less_far_back_does_not_stand_for_the_night() {
    assertThat(run(START.minusSeconds(60)).outcome()).isEqualTo(RunReport.Outcome.COMPLETE);
    assertThat(ledger.runs.lastStart()).isEmpty();
  }

  @Test
  void a_run_whose_process_was_stopped_is_made_again() {
    looking = ReconciliationsIT::waitForTheEnd;
    var id = begin(null);
    await().until(() -> looked.getCount() == 0);
    reconciliations.stop();
    assertThat(report(id).outcome()).isEqualTo(RunReport.Outcome.FAILED);
    assertThat(report(id).failure()).contains("the process is stopping");
    assertThat(ledger.runs.lastStart()).isEmpty();
  }

  @Test
  void a_run_whose_process_was_killed_has_failed_once_another_process_starts() {
    var killed = span();
    ledger.runs.begin(killed, false);
    assertThat(reports.find(killed.runId()).orElseThrow().outcome())
        .isEqualTo(RunReport.Outcome.RUNNING);
    process().start();
    var report = reports.find(killed.runId()).orElseThrow();
    assertThat(report.outcome()).isEqualTo(RunReport.Outcome.FAILED);
    assertThat(report.failure()).contains("the process ended");
    assertThat(ledger.runs.lastStart()).isEmpty();
  }

  @Test
  void a_run_that_is_under_way_in_another_process_goes_on_when_one_starts() {
    try (var _ = RunLock.tryAcquire(ledger.dataSource).orElseThrow()) {
      var running = span();
      ledger.runs.begin(running, false);
      process().start();
      assertThat(reports.find(running.runId()).orElseThrow().outcome())
          .isEqualTo(RunReport.Outcome.RUNNING);
    }
  }

  @Test
  void an_error_ends_its_run_and_frees_the_lock() {
    looking =
        () -> {
          throw new StackOverflowError("too deep");
        };
    var report = run(null);
    assertThat(report.outcome()).isEqualTo(RunReport.Outcome.FAILED);
    assertThat(report.failure()).contains("too deep");
    looking = () -> {};
    assertThat(run(null).outcome()).isEqualTo(RunReport.Outcome.COMPLETE);
  }

  @Test
  void until_a_run_was_complete_all_since_the_books_were_opened_is_compared() {
    ledger.openedAt(START.minus(Duration.ofDays(40)));
    looking =
        () -> {
          throw new IllegalStateException("the provider is away");
        };
    assertThat(run(null).since()).isBefore(START.minus(Duration.ofDays(40)));
    looking = () -> {};
    assertThat(run(null).since()).isBefore(START.minus(Duration.ofDays(40)));
    now = START.plus(Duration.ofDays(1));
    assertThat(run(null).since()).isEqualTo(now.minus(PROPERTIES.window()));
  }

  @Test
  void what_is_older_than_the_books_is_compared_as_far_as_the_window_goes() {
    assertThat(run(null).since()).isEqualTo(START.minus(PROPERTIES.window()));
  }

  private RunReport run(@Nullable Instant since) {
    var id = begin(since);
    await()
        .dontCatchUncaughtExceptions() // an error is one on purpose
        .until(() -> report(id).outcome() != RunReport.Outcome.RUNNING);
    return report(id);
  }

  /** The lock of the run before is free a moment after its end is noted. */
  private ReconciliationId begin(@Nullable Instant since) {
    return await()
        .dontCatchUncaughtExceptions()
        .until(() -> reconciliations.start(since, () -> true), id -> id.isPresent())
        .get();
  }

  private RunReport report(ReconciliationId id) {
    return reports.find(id.toString()).orElseThrow();
  }

  private static Span span() {
    return new Span("reconciliation-elsewhere", START, START, START);
  }

  private static void waitForTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
  }

  private Reconciliations process() {
    var commands =
        new CommandSender(
            DefaultCommandGateway.builder().commandBus(SimpleCommandBus.builder().build()).build());
    var reconciliation =
        new Reconciliation(
            new Ledger(new EmptyLog(), ledger.tables),
            new MetEntries(ledger.dataSource, ledger.tables),
            List.of(new ObedientBook()),
            new Discrepancies(ledger.dataSource, ledger.tables),
            ledger.runs,
            commands,
            PROPERTIES);
    return new Reconciliations(ledger.dataSource, ledger.runs, reconciliation, PROPERTIES, clock);
  }

  private final class ObedientBook implements Book {
    @Override
    public Name name() {
      return Name.PAYMENTS;
    }

    @Override
    public void look(Span span, FirstLook look) {
      looked.countDown();
      looking.run();
    }

    @Override
    public Verdict lookAgain(String subject, Span span) {
      return Verdict.IN_FLIGHT;
    }
  }

  private static final class EmptyLog implements StreamableMessageSource<TrackedEventMessage<?>> {
    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
      throw new IllegalStateException("There is nothing to read");
    }

    @Override
    public TrackingToken createHeadToken() {
      return new GlobalSequenceTrackingToken(-1);
    }
  }
}
