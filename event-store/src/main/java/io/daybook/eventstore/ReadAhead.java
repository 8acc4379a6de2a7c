package io.daybook.eventstore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The next pages of a reader that is far back. While it handles one page, the next are read, one
 * after the other, and decoded side by side. At most {@value #PAGES} pages are kept for it, in the
 * order of the log.
 */
final class ReadAhead {
  private static final int PAGES = 3;

  private final LogTail tail;
  private final Supplier<Set<String>> unwanted;
  private final Deque<SharedPages.Page> pages = new ArrayDeque<>();

  /**
   * @param unwanted the kinds of events that the reader can do without, which may become more
   */
  ReadAhead(LogTail tail, Supplier<Set<String>> unwanted) {
    this.tail = tail;
    this.unwanted = unwanted;
  }

  /** Waits for the next page that was begun, or answers null when none was, or it is empty. */
  @Nullable LogPage take() {
    var next = pages.poll();
    if (next == null) {
      return null;
    }
    try {
      var page = taken(next);
      if (page.isEmpty()) {
        pages.clear();
        return null;
      }
      return page;
    } catch (RuntimeException failed) {
      pages.clear();
      throw failed;
    }
  }

  /** Waits for the page after a position. */
  LogPage read(long after) {
    return taken(tail.begin(after, unwanted.get()));
  }

  /** Begins what follows a page that the reader has got, unless the tail has it in memory. */
  void goOn(LogPage page) {
    if (!isToBeRead(page)) {
      pages.clear();
      return;
    }
    while (pages.size() < PAGES) {
      var before = pages.isEmpty() ? SharedPages.Page.of(page) : pages.getLast();
      var next = before.read().thenApply(this::after);
      pages.add(
          new SharedPages.Page(
              next.thenCompose(SharedPages.Page::read),
              next.thenCompose(SharedPages.Page::decoded)));
    }
  }

  /** An empty page when there is nothing to read. */
  private SharedPages.Page after(LogPage page) {
    return isToBeRead(page)
        ? tail.begin(page.last(), unwanted.get())
        : SharedPages.Page.of(LogPage.emptyAfter(page.last()));
  }

  private boolean isToBeRead(LogPage page) {
    return page.isFull() && tail.kept(page.last()) == null;
  }

  private static LogPage taken(SharedPages.Page page) {
    try {
      return page.decoded().join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
