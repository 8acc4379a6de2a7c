package io.daybook.console.page;

import io.daybook.console.api.ApiRefused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells all who watch a page of this process what it shows now, by server-sent events: one question
 * for all of them, with the token of one, and none while nobody watches. Only those may watch who
 * may see all of it.
 */
public final class Live implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Live.class);
  private static final long EVERY_MILLIS = 2_000;

  /** Then a browser asks again, by a session whose token may have been renewed. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final HtmlPages pages;
  private final String template;
  private final Supplier<Object> screen;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private @Nullable ScheduledExecutorService clockwork;

  private record Watcher(SseEmitter emitter, Authentication who) {}

  /**
   * A part of a page.
   *
   * @param screen asks for what the template shows
   */
  public Live(HtmlPages pages, String template, Supplier<Object> screen) {
    this.pages = pages;
    this.template = template;
    this.screen = screen;
  }

  /** Whoever asks watches from now on. */
  public synchronized SseEmitter watch(HttpServletResponse response) {
    var who = Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
    // Else a proxy could wait for more of it.
    response.setHeader("X-Accel-Buffering", "no");
    var emitter = new SseEmitter(LONGEST.toMillis());
    var watcher = new Watcher(emitter, who);
    emitter.onCompletion(() -> watchers.remove(watcher));
    emitter.onTimeout(emitter::complete);
    emitter.onError(_ -> watchers.remove(watcher));
    watchers.add(watcher);
    if (clockwork == null) {
      var made =
          Executors.newSingleThreadScheduledExecutor(
              work -> Thread.ofPlatform().daemon().name("console-live").unstarted(work));
      var unused = made.scheduleWithFixedDelay(this::tell, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
      clockwork = made;
    }
    return emitter;
  }

  @Override
  public synchronized void close() {
    if (clockwork != null) {
      clockwork.shutdownNow();
    }
    watchers.forEach(watcher -> watcher.emitter().complete());
  }

  private void tell() {
    if (watchers.isEmpty()) {
      return;
    }
    try {
      var html = pages.part(template, screenFor(watchers.getFirst()));
      watchers.forEach(watcher -> send(watcher, html));
    } catch (ApiRefused refused) {
      log.debug("{} is not told: {}", template, refused.said());
      if (refused.status() == 401 || refused.status() == 403) {
        end(watchers.getFirst());
      }
    } catch (RuntimeException failure) {
      log.warn("{} could not be told", template, failure);
    }
  }

  private Object screenFor(Watcher watcher) {
    SecurityContextHolder.setContext(new SecurityContextImpl(watcher.who()));
    try {
      return screen.get();
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private void send(Watcher watcher, String html) {
    try {
      watcher.emitter().send(SseEmitter.event().name("now").data(html));
    } catch (IOException | IllegalStateException _) {
      watchers.remove(watcher);
    }
  }

  /** The browser asks again, and is sent to sign in if it must. */
  private void end(Watcher watcher) {
    watchers.remove(watcher);
    watcher.emitter().complete();
  }
}
