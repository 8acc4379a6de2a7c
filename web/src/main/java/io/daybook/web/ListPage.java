package io.daybook.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * One page of a list over REST, as lists over GraphQL have them: {@code first} rows {@code after} a
 * cursor. Where there are more, the header {@code Link} has the address of the next page ({@code
 * rel="next"}, RFC 8288).
 *
 * @param first rows wanted
 * @param after the key of the last row of the page before; null for the first page
 */
public record ListPage(int first, @Nullable String after) {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

  /**
   * Reads the parameters of a request.
   *
   * @throws Refused when there are too many rows wanted, or none
   */
  public static ListPage of(@Nullable String first, @Nullable String after) {
    return new ListPage(first == null ? USUAL : number("first", first), after);
  }

  /**
   * A number of rows.
   *
   * @throws Refused when it is none that a page may have
   */
  public static int number(String parameter, String text) {
    var number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (number < 1 || number > MOST) {
      throw Refused.invalid(parameter, "range", "must be 1 to " + MOST);
    }
    return number;
  }

  /** A cursor that cannot be used. */
  public static Refused badCursor() {
    return Refused.invalid("after", "cursor", "is not a cursor of this list");
  }

  /** One row more than wanted, to know whether there are more. */
  public int limit() {
    return first + 1;
  }

  /** The page of these rows, of which there are at most {@link #limit()}. */
  public <T> ResponseEntity<List<T>> answer(List<T> rows, Function<T, String> key) {
    if (rows.size() <= first) {
      return ResponseEntity.ok(rows);
    }
    var shown = rows.subList(0, first);
    return ResponseEntity.ok()
        .header(HttpHeaders.LINK, next(key.apply(shown.getLast())))
        .body(shown);
  }

  /** The page of a list that is in memory as a whole, ordered by its keys. */
  public <T> ResponseEntity<List<T>> answerFrom(List<T> all, Function<T, String> key) {
    var rest =
        all.stream()
            .filter(row -> after == null || key.apply(row).compareTo(after) > 0)
            .limit(limit());
    return answer(rest.toList(), key);
  }

  /** What the header {@code Link} says of the next page. */
  public static String next(String cursor) {
    var address =
        ServletUriComponentsBuilder.fromCurrentRequest()
            .replaceQueryParam("after", UriUtils.encode(cursor, StandardCharsets.UTF_8))
            .build(true);
    return "<" + address.getPath() + "?" + address.getQuery() + ">; rel=\"next\"";
  }
}
