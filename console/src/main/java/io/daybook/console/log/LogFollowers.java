package io.daybook.console.log;

import io.daybook.console.api.Api;
import io.daybook.console.api.ApiRefused;
import io.daybook.console.page.HtmlPages;
import io.daybook.console.page.Watchers;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Hands on what a subscription of the API tells: one for each browser that follows, asked with the
 * token of whoever looks. When it ends, the browser asks again, from where it was.
 */
@Component
final class LogFollowers {
  private static final Logger log = LoggerFactory.getLogger(LogFollowers.class);
  private static final int MOST = 20;
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Api api;
  private final HtmlPages pages;
  private final Semaphore places = new Semaphore(MOST);

  LogFollowers(Api api, HtmlPages pages) {
    this.api = api;
    this.pages = pages;
  }

  private record Told(LogAnswer.Event eventLogged) {}

  private record Head(Position logPosition) {}

  private record Position(long position) {}

  SseEmitter follow(Map<String, Object> asked, HttpServletResponse response) {
    if (!places.tryAcquire()) {
      throw ApiRefused.busy("Too many follow the log at once; try again later");
    }
    var who = SecurityContextHolder.getContext().getAuthentication();
    var emitter = Watchers.open(response, LONGEST);
    if (who == null) {
      places.release();
      throw new IllegalStateException("Nobody looks");
    }
    Thread.ofPlatform().daemon().name("console-log").start(() -> handOn(asked, who, emitter));
    return emitter;
  }

  private void handOn(Map<String, Object> asked, Authentication who, SseEmitter emitter) {
    SecurityContextHolder.setContext(new SecurityContextImpl(who));
    try {
      var from = new HashMap<>(asked);
      from.computeIfAbsent(
          "fromPosition", _ -> api.ask("log-head", Map.of(), Head.class).logPosition().position());
      // Said at once: the API answers a subscription when it has something to tell.
      emitter.send(SseEmitter.event().name("begun").data(""));
      handOn(from, emitter);
    } catch (ApiRefused refused) {
      log.debug("The log is followed no more: {}", refused.said());
    } catch (IOException | IllegalStateException gone) {
      log.debug("A browser follows the log no more", gone);
    } finally {
      SecurityContextHolder.clearContext();
      places.release();
      emitter.complete();
    }
  }

  private void handOn(Map<String, Object> from, SseEmitter emitter) {
    try (var told = api.follow("log-live", from, Told.class)) {
      emitter.onCompletion(told::end);
      emitter.onTimeout(told::end);
      emitter.onError(_ -> told.end());
      told.forEach(
          one ->
              send(
                  emitter,
                  SseEmitter.event()
                      .name("event")
                      .id(Long.toString(one.eventLogged().position()))
                      .data(pages.part("log/event.jte", one.eventLogged()))),
          () -> send(emitter, SseEmitter.event().comment("")));
    }
  }

  /** A browser that has gone is noticed by this, and by nothing else. */
  private static void send(SseEmitter emitter, SseEmitter.SseEventBuilder event) {
    try {
      emitter.send(event);
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }
}
