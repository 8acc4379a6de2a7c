package io.daybook.console.api;

import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API tells over server-sent events, until it ends it, or it is closed here.
 *
 * @param <T> what is told each time
 */
public final class Subscription<T> implements AutoCloseable {
  private static final String DATA = "data:";

  private final Stream<String> lines;
  private final Function<JsonNode, T> read;

  Subscription(Stream<String> lines, Function<JsonNode, T> read) {
    this.lines = lines;
    this.read = read;
  }

  /**
   * Hands each to somebody, on this thread.
   *
   * @param isThere what is done when the API says that it is still there, every few seconds
   * @throws ApiRefused when the API has ended it with an error
   */
  public void forEach(Consumer<T> each, Runnable isThere) {
    try {
      lines.forEach(
          line -> {
            if (line.startsWith(DATA) && line.length() > DATA.length() + 1) {
              var told = JsonMapper.shared().readTree(line.substring(DATA.length()));
              each.accept(data(told));
            } else if (line.startsWith(":")) {
              isThere.run();
            }
          });
    } catch (UncheckedIOException _) {
      // It was closed here, or the API has gone: whoever listens asks again.
    }
  }

  private T data(JsonNode told) {
    var errors = told.path("errors");
    if (!errors.isEmpty()) {
      throw ApiRefused.busy(errors.path(0).path("message").asString(""));
    }
    return read.apply(told.path("data"));
  }

  /** Ends it, from whatever thread; who reads it is told at once. */
  public void end() {
    lines.close();
  }

  @Override
  public void close() {
    end();
  }
}
