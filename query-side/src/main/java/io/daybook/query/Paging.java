package io.daybook.query;

import graphql.relay.Connection;
import graphql.relay.DefaultConnection;
import graphql.relay.DefaultConnectionCursor;
import graphql.relay.DefaultEdge;
import graphql.relay.DefaultPageInfo;
import graphql.relay.Edge;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, by key (Relay Cursor Connections Specification). A page costs the same
 * wherever it is, because it starts at a key and not after a number of rows.
 *
 * @param first rows wanted
 * @param after the key of the last row of the page before, or null for the first page
 */
public record Paging(int first, @Nullable String after) {
  private static final int MAX = 100;

  /**
   * Checks the arguments of a list.
   *
   * @throws BadQuery when {@code first} is out of range or the cursor is none of ours
   */
  public static Paging of(int first, @Nullable String cursor) {
    if (first < 1 || first > MAX) {
      throw new BadQuery("first", "first must be 1 to " + MAX);
    }
    return new Paging(first, cursor == null ? null : decode(cursor));
  }

  /** One row more than wanted, to know whether there are more. */
  public int limit() {
    return first + 1;
  }

  /**
   * The key's parts.
   *
   * @throws BadQuery when the cursor is not of this list
   */
  public String @Nullable [] key(int parts) {
    if (after == null) {
      return null;
    }
    var key = after.split("\\|", -1);
    if (key.length != parts) {
      throw new BadQuery("after", "after is not a cursor of this list");
    }
    return key;
  }

  /**
   * The number that a key of one part is, or -1 for the first page.
   *
   * @throws BadQuery when the cursor is not of this list
   */
  public static long number(String @Nullable [] key) {
    try {
      return key == null ? -1 : Long.parseLong(key[0]);
    } catch (NumberFormatException _) {
      throw new BadQuery("after", "after is not a cursor of this list");
    }
  }

  /** The page of these rows, of which there are at most {@link #limit()}. */
  public <T> Connection<T> page(List<T> rows, Function<T, String> key) {
    List<Edge<T>> edges =
        rows.stream()
            .limit(first)
            .<Edge<T>>map(row -> new DefaultEdge<>(row, cursor(key.apply(row))))
            .toList();
    var start = edges.isEmpty() ? null : edges.getFirst().getCursor();
    var end = edges.isEmpty() ? null : edges.getLast().getCursor();
    return new DefaultConnection<>(
        edges, new DefaultPageInfo(start, end, after != null, rows.size() > first));
  }

  private static DefaultConnectionCursor cursor(String key) {
    var bytes = key.getBytes(StandardCharsets.UTF_8);
    return new DefaultConnectionCursor(
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new BadQuery("after", "after is not a cursor of this list");
    }
  }
}
