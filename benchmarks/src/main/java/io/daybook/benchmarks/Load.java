package io.daybook.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Callers that each do the same thing again and again, as fast as it answers. */
final class Load {
  private static final int MAX_SAMPLES = 4_000_000;

  private Load() {}

  /**
   * What the callers saw.
   *
   * @param perSecond how often it was done
   * @param p50Millis and p99Millis: how long the half, and all but a hundredth, took at most
   */
  record Result(double perSecond, double p50Millis, double p99Millis) {}

  /** What is measured. */
  interface Operation {
    void run() throws Exception;
  }

  /** Runs for the warm-up and then for the measure; a failure of any caller is the result. */
  static Result run(int callers, Duration warmUp, Duration measure, Operation operation)
      throws Exception {
    var samples = new long[MAX_SAMPLES];
    var taken = new AtomicInteger();
    var from = System.nanoTime() + warmUp.toNanos();
    var to = from + measure.toNanos();
    Callable<Integer> caller =
        () -> {
          for (var started = System.nanoTime(); started < to; ) {
            operation.run();
            var ended = System.nanoTime();
            if (started >= from && ended <= to) {
              samples[taken.getAndIncrement()] = ended - started;
            }
            started = ended;
          }
          return 0;
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = IntStream.range(0, callers).mapToObj(_ -> threads.submit(caller)).toList();
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
    return resultOf(taken.get() / (measure.toNanos() / 1e9), Arrays.copyOf(samples, taken.get()));
  }

  /** What took so many nanoseconds each time. */
  static Result resultOf(double perSecond, long[] samples) {
    var sorted = samples.clone();
    Arrays.sort(sorted);
    return new Result(perSecond, percentile(sorted, 50), percentile(sorted, 99));
  }

  private static double percentile(long[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[(int) ((long) sorted.length * percent / 100)] / 1e6;
  }
}
