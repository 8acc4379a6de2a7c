package io.daybook.console.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Browsers that are told of one thing, by server-sent events, until it is over. */
public final class Watchers {
  private final List<SseEmitter> all = new CopyOnWriteArrayList<>();

  /** A stream of events to the browser that asks. */
  public static SseEmitter open(HttpServletResponse response, Duration longest) {
    // Else a proxy could wait for more of it.
    response.setHeader("X-Accel-Buffering", "no");
    return new SseEmitter(longest.toMillis());
  }

  /** Whoever asks is told of what is now, and of what comes. */
  public SseEmitter add(HttpServletResponse response, Duration longest, String now) {
    var emitter = open(response, longest);
    emitter.onCompletion(() -> all.remove(emitter));
    emitter.onTimeout(emitter::complete);
    emitter.onError(_ -> all.remove(emitter));
    all.add(emitter);
    send(emitter, "now", now);
    return emitter;
  }

  /** Tells all of them. */
  public void tell(String html) {
    all.forEach(one -> send(one, "now", html));
  }

  /** Tells all of them for the last time; a browser does not ask again. */
  public void end(String html) {
    tell(html);
    for (var one : all) {
      send(one, "end", "");
      one.complete();
    }
  }

  private void send(SseEmitter one, String event, String data) {
    try {
      one.send(SseEmitter.event().name(event).data(data));
    } catch (IOException | IllegalStateException _) {
      all.remove(one);
    }
  }
}
