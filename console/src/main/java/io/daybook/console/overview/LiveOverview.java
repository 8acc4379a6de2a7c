package io.daybook.console.overview;

import io.daybook.console.api.ApiRefused;
import io.daybook.console.page.Pages;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells all who watch the overview of this process what it is now: one question for all of them,
 * with the token of one, and none while nobody watches. All who may watch may see all of it.
 */
@Component
final class LiveOverview {
  private static final Logger log = LoggerFactory.getLogger(LiveOverview.class);
  private static final long EVERY_MILLIS = 2_000;

  /** Then a browser asks again, by a session whose token may have been renewed. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final OverviewReader overview;
  private final Pages pages;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private @Nullable ScheduledExecutorService clockwork;

  private record Watcher(SseEmitter emitter, Authentication who) {}

  LiveOverview(OverviewReader overview, Pages pages) {
    this.overview = overview;
    this.pages = pages;
  }

  /** Somebody watches from now on. */
  synchronized SseEmitter watch(Authentication who) {
    var emitter = new SseEmitter(LONGEST.toMillis());
    var watcher = new Watcher(emitter, who);
    emitter.onCompletion(() -> watchers.remove(watcher));
    emitter.onTimeout(emitter::complete);
    emitter.onError(_ -> watchers.remove(watcher));
    watchers.add(watcher);
    if (clockwork == null) {
      var made =
          Executors.newSingleThreadScheduledExecutor(
              work -> Thread.ofPlatform().daemon().name("console-overview").unstarted(work));
      var unused = made.scheduleWithFixedDelay(this::tell, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
      clockwork = made;
    }
    return emitter;
  }

  @EventListener
  synchronized void on(ContextClosedEvent closed) {
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
      var html = pages.part("overview/now.jte", screenFor(watchers.getFirst()));
      watchers.forEach(watcher -> send(watcher, html));
    } catch (ApiRefused refused) {
      log.debug("The overview is not told: {}", refused.said());
      if (refused.status() == 401 || refused.status() == 403) {
        end(watchers.getFirst());
      }
    } catch (RuntimeException failure) {
      log.warn("The overview could not be told", failure);
    }
  }

  private OverviewScreen screenFor(Watcher watcher) {
    SecurityContextHolder.setContext(new SecurityContextImpl(watcher.who()));
    try {
      return overview.read(true);
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
