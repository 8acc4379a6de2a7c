package io.daybook.eventstore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The next pages of a reader that is far back. While it handles one page, the next are read, one
 * after the other, and decoded side by side. Only what the reader has asked for before is decoded:
 * a reader of one kind of event does not pay for all others. At most {@value #PAGES} pages are kept
 * for it, in the order of the log.
 */
final class ReadAhead {
  private static final int PAGES = 3;

  /** Platform threads: virtual ones that load classes can deadlock (see ADR 11). */
  private static final Executor THREADS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("log-ahead-", 0).factory());

  private final LogTail tail;
  private final Deque<Page> pages = new ArrayDeque<>();
  private final Set<Class<?>> wanted = ConcurrentHashMap.newKeySet();

  ReadAhead(LogTail tail) {
    this.tail = tail;
  }

  /**
   * A page that is under way.
   *
   * @param read done when its rows are here
   * @param decoded done when what the reader wants of it is decoded too
   */
  private record Page(CompletableFuture<LogPage> read, CompletableFuture<LogPage> decoded) {}

  /** Waits for the next page that was begun, or answers null when none was, or it is empty. */
  @Nullable LogPage take() {
    var next = pages.poll();
    if (next == null) {
      return null;
    }
    try {
      var page = next.decoded().join();
      if (page.isEmpty()) {
        pages.clear();
        return null;
      }
      return page;
    } catch (CompletionException failed) {
      pages.clear();
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  /** Reads the page after a position, here and now. */
  LogPage read(long after) {
    return tail.read(after, wanted);
  }

  /** Begins what follows a page that the reader has got, unless the tail has it in memory. */
  void goOn(LogPage page) {
    if (!isToBeRead(page)) {
      pages.clear();
      return;
    }
    while (pages.size() < PAGES) {
      var before =
          pages.isEmpty() ? CompletableFuture.completedFuture(page) : pages.getLast().read();
      var read = before.thenApplyAsync(this::after, THREADS);
      pages.add(new Page(read, read.thenApplyAsync(ReadAhead::decoded, THREADS)));
    }
  }

  /** An empty page when there is nothing to read. */
  private LogPage after(LogPage page) {
    return isToBeRead(page) ? read(page.last()) : LogPage.emptyAfter(page.last());
  }

  private boolean isToBeRead(LogPage page) {
    return page.isFull() && tail.kept(page.last()) == null;
  }

  private static LogPage decoded(LogPage page) {
    for (TrackedEventMessage<?> message : page.messages()) {
      if (message instanceof LazyEvent<?> event) {
        event.decodeIfWanted();
      }
    }
    return page;
  }
}
