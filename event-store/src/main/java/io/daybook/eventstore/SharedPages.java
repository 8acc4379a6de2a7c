package io.daybook.eventstore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the log that were read last, so that those who follow it from far behind at the same
 * pace read each page once, and decode its events once. They begin at multiples of their size, so
 * that all ask for the same ones. Who is slower than the others reads by itself.
 *
 * <p>Decoded ahead is what readers have asked for since one of them last caught up: a reader of one
 * kind of event does not pay for all others.
 */
final class SharedPages {
  static final int MOST = 8;

  /** Platform threads: virtual ones that load classes can deadlock (see ADR 11). */
  private static final Executor THREADS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("log-ahead-", 0).factory());

  private final EventTable table;
  private final EventReader events;
  private final Set<Class<?>> wanted = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Page> pages =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Page> eldest) {
          return size() > MOST;
        }
      };

  /**
   * Which page.
   *
   * @param start the position before its first
   * @param unwanted the kinds of events that are left out
   */
  private record Key(long start, Set<String> unwanted) {}

  /**
   * A page that is under way.
   *
   * @param read done when its rows are here
   * @param decoded done when what is wanted of it is decoded too
   */
  record Page(CompletableFuture<LogPage> read, CompletableFuture<LogPage> decoded) {
    /** A page that is there. */
    static Page of(LogPage page) {
      var there = CompletableFuture.completedFuture(page);
      return new Page(there, there);
    }

    private static Page begun() {
      var read = new CompletableFuture<LogPage>();
      return new Page(read, read.thenApplyAsync(SharedPages::decoded, THREADS));
    }
  }

  SharedPages(EventTable table, EventReader events) {
    this.table = table;
    this.events = events;
  }

  /** The start of the page in which the position after this one is. */
  static long startOfPage(long after) {
    return (after + 1) / EventTable.PAGE * EventTable.PAGE - 1;
  }

  /**
   * Begins to read a page, unless somebody has.
   *
   * @param start the position before its first
   * @param unwanted the kinds of events that nobody needs; of a page that is full only
   */
  Page begin(long start, Set<String> unwanted) {
    var key = new Key(start, unwanted);
    var mine = Page.begun();
    var shared = putIfAbsent(key, mine);
    if (shared != null) {
      return shared;
    }
    THREADS.execute(() -> load(key, mine.read()));
    return mine;
  }

  private @Nullable Page putIfAbsent(Key key, Page mine) {
    lock.lock();
    try {
      return pages.putIfAbsent(key, mine);
    } finally {
      lock.unlock();
    }
  }

  private void load(Key key, CompletableFuture<LogPage> mine) {
    try {
      var page = read(key, wanted);
      if (!page.isFull()) { // it will grow, and whoever reads it has caught up
        forgetAll();
      }
      mine.complete(page);
    } catch (RuntimeException | Error failure) {
      forgetAll();
      mine.completeExceptionally(failure);
    }
  }

  /** Lets go of all; whoever needs one of them reads it again. */
  void forgetAll() {
    lock.lock();
    try {
      pages.clear();
      wanted.clear();
    } finally {
      lock.unlock();
    }
  }

  private static LogPage decoded(LogPage page) {
    for (var message : page.messages()) {
      if (message instanceof LazyEvent<?> event) {
        event.decodeIfWanted();
      }
    }
    return page;
  }

  private LogPage read(Key key, Set<Class<?>> asked) {
    var rows =
        key.unwanted().isEmpty()
            ? table.readLog(key.start())
            : table.readFullPage(key.start(), key.unwanted());
    return LogPage.of(key.start(), rows, events.inLog(rows, asked));
  }
}
