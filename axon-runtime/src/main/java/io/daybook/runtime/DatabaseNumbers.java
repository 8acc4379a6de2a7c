package io.daybook.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers for metrics that the database is asked for when somebody looks. While it does not answer
 * they are not known (NaN), and that is said at once: whoever looks then wants to read all other
 * metrics, and one connection after another that does not come would keep him from it.
 */
public final class DatabaseNumbers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DatabaseNumbers.class);

  private final Duration patience;
  private final Duration rest;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new AxonThreadFactory("database-numbers"));

  private CompletableFuture<?> latest = CompletableFuture.completedFuture("nothing asked yet");
  private long silentUntil = System.nanoTime();

  /**
   * @param patience how long an answer may take
   * @param rest after an answer that took longer, nobody is asked for so long
   */
  public DatabaseNumbers(Duration patience, Duration rest) {
    this.patience = patience;
    this.rest = rest;
  }

  /** The answer to a question, or NaN when it fails or takes too long. */
  public double ask(DoubleSupplier question) {
    return answer(question::getAsDouble).orElse(Double.NaN);
  }

  /** The answer to a question; empty when it fails or takes too long. */
  public synchronized <T> Optional<T> answer(Supplier<T> question) {
    if (!latest.isDone() || System.nanoTime() - silentUntil < 0) {
      return Optional.empty();
    }
    var asked = CompletableFuture.supplyAsync(question, thread);
    latest = asked;
    try {
      return Optional.of(asked.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      silentUntil = System.nanoTime() + rest.toNanos();
    } catch (ExecutionException failure) {
      log.debug("A number for the metrics is not known", failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
