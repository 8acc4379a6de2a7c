package io.daybook.eventstore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads page after page, each from where the last row of the page before left off, in constant
 * memory.
 */
final class PagedSpliterator<T> extends Spliterators.AbstractSpliterator<T> {
  private final Function<@Nullable T, List<T>> nextPage;
  private final int pageSize;
  private final Deque<T> page = new ArrayDeque<>();
  private @Nullable T last;
  private boolean done;

  PagedSpliterator(Function<@Nullable T, List<T>> nextPage, int pageSize) {
    super(Long.MAX_VALUE, ORDERED | NONNULL);
    this.nextPage = nextPage;
    this.pageSize = pageSize;
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    if (page.isEmpty() && !done) {
      var rows = nextPage.apply(last);
      page.addAll(rows);
      done = rows.size() < pageSize;
    }
    var row = page.poll();
    if (row == null) {
      return false;
    }
    last = row;
    action.accept(row);
    return true;
  }
}
