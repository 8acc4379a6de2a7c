package io.daybook.command.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/**
 * What a caller reads to go on: a thing as the log tells it, and what may be asked of it next. It
 * is read from the log and not from a read model, so that it is there when a command has answered
 * with its address.
 */
public interface Page {

  /** The version of the thing's own stream, which {@code If-Match} compares. */
  long version();

  /** The position of the last event that the page knows. */
  long position();

  /**
   * One thing that a caller may ask for.
   *
   * @param method of HTTP; null where it is GET
   * @param query what to send to GraphQL; null where the address is not its
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Link(String href, @Nullable String method, @Nullable String query) {

    /** What is read. */
    public static Link to(String href) {
      return new Link(href, null, null);
    }

    /** What is asked for. */
    public static Link to(String method, String href) {
      return new Link(href, method, null);
    }

    /** What GraphQL answers. */
    public static Link query(String query) {
      return new Link("/graphql", "POST", query);
    }
  }

  /** Answers a page, or 304 to a caller who has it as it is. Others' caches must not keep it. */
  static <T extends Page> ResponseEntity<T> answer(T page) {
    return ResponseEntity.ok()
        .eTag("\"%d.%d\"".formatted(page.version(), page.position()))
        .cacheControl(CacheControl.noCache().cachePrivate())
        .body(page);
  }
}
