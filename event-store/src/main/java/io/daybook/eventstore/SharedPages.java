package io.daybook.eventstore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the log that were read last, so that those who follow it from far behind at the same
 * pace read each page once, and make its events of it once. They begin at multiples of their size,
 * so that all ask for the same ones. Who is slower than the others reads by itself.
 */
final class SharedPages {
  private static final int MOST = 8;

  private final LongFunction<LogPage> table;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, CompletableFuture<LogPage>> pages =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, CompletableFuture<LogPage>> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param table reads the page after a position
   */
  SharedPages(LongFunction<LogPage> table) {
    this.table = table;
  }

  /** The page in which the position after this one is; it may begin before. */
  LogPage read(long after) {
    var start = (after + 1) / EventTable.PAGE * EventTable.PAGE - 1;
    var mine = new CompletableFuture<LogPage>();
    var shared = putIfAbsent(start, mine);
    return shared == null ? load(start, mine) : taken(shared);
  }

  private @Nullable CompletableFuture<LogPage> putIfAbsent(
      long start, CompletableFuture<LogPage> mine) {
    lock.lock();
    try {
      return pages.putIfAbsent(start, mine);
    } finally {
      lock.unlock();
    }
  }

  private LogPage load(long start, CompletableFuture<LogPage> mine) {
    try {
      var page = table.apply(start);
      if (!page.isFull()) { // it will grow, and whoever reads it has caught up
        forgetAll();
      }
      mine.complete(page);
      return page;
    } catch (RuntimeException | Error failure) {
      forgetAll();
      mine.completeExceptionally(failure);
      throw failure;
    }
  }

  private void forgetAll() {
    lock.lock();
    try {
      pages.clear();
    } finally {
      lock.unlock();
    }
  }

  private static LogPage taken(CompletableFuture<LogPage> page) {
    try {
      return page.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
