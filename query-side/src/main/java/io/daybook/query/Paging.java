package io.daybook.query;

import graphql.relay.Connection;
import graphql.relay.DefaultConnection;
import graphql.relay.DefaultConnectionCursor;
import graphql.relay.DefaultEdge;
import graphql.relay.DefaultPageInfo;
import graphql.relay.Edge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, by key (Relay Cursor Connections Specification). A page costs the same
 * wherever it is, because it starts at a key and not after a number of rows. It goes forward from
 * {@code after} or backward from {@code before}; its rows are in the order of the list either way.
 *
 * @param cursors write the cursors of the page
 * @param list the name of the list, for which alone its cursors are
 * @param size rows wanted
 * @param backward whether it ends before its key, instead of beginning after it
 * @param key of the row next to the page, or null at an end of the list
 */
public record Paging(
    Cursors cursors, String list, int size, boolean backward, @Nullable String key) {

  /** How a statement walks a list. */
  public enum Way {
    UP(">", "asc"),
    DOWN("<", "desc");

    private final String past;
    private final String word;

    Way(String past, String word) {
      this.past = past;
      this.word = word;
    }

    /** The comparison of a row that comes later on this way. */
    public String past() {
      return past;
    }

    /** For {@code order by}. */
    public String word() {
      return word;
    }
  }

  /**
   * How to walk for this page.
   *
   * @param list how the list itself is ordered
   */
  public Way walk(Way list) {
    return backward == (list == Way.UP) ? Way.DOWN : Way.UP;
  }

  /** One row more than wanted, to know whether there are more. */
  public int limit() {
    return size + 1;
  }

  /**
   * The key's parts; null at an end of the list.
   *
   * @throws BadQuery when the cursor is not of this list
   */
  public String @Nullable [] key(int parts) {
    if (key == null) {
      return null;
    }
    var found = key.split("\\|", -1);
    if (found.length != parts) {
      throw BadQuery.cursor(backward ? "before" : "after");
    }
    return found;
  }

  /**
   * Of a list by position: those of the next rows, on the way that it is walked.
   *
   * @throws BadQuery when the cursor is not of this list
   */
  public Positions positions(Way list) {
    var found = key(1);
    var last = found == null ? null : number(found[0]);
    var way = walk(list);
    return way == Way.UP
        ? new Positions(last == null ? -1 : last, Long.MAX_VALUE, way)
        : new Positions(-1, last == null ? Long.MAX_VALUE : last - 1, way);
  }

  /**
   * Some positions of the log.
   *
   * @param after the last before them
   * @param upTo the last of them
   */
  public record Positions(long after, long upTo, Way way) {
    /** Those of them that are known at a position too; null for all. */
    public Positions knownAt(@Nullable Long position) {
      return position == null ? this : new Positions(after, Math.min(upTo, position), way);
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw BadQuery.cursor("after");
    }
  }

  /** The page of these rows, as they were walked, of which there are at most {@link #limit()}. */
  public <T> Connection<T> page(List<T> rows, Function<T, String> keyOf) {
    var edges = new ArrayList<Edge<T>>(size);
    for (var row : rows.subList(0, Math.min(size, rows.size()))) {
      var cursor = new DefaultConnectionCursor(cursors.write(list, keyOf.apply(row)));
      edges.add(new DefaultEdge<>(row, cursor));
    }
    if (backward) {
      Collections.reverse(edges);
    }
    var start = edges.isEmpty() ? null : edges.getFirst().getCursor();
    var end = edges.isEmpty() ? null : edges.getLast().getCursor();
    var more = rows.size() > size;
    var behind = key != null;
    return new DefaultConnection<>(
        edges, new DefaultPageInfo(start, end, backward ? more : behind, backward ? behind : more));
  }
}
