package io.daybook.console.work;

import io.daybook.console.api.Api;
import io.daybook.console.api.ApiRefused;
import io.daybook.console.page.HtmlPages;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Callers;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Carries out decisions about many orders, one request each, so each is checked, noted and refused
 * for itself; and tells whoever watches. They are remembered by this process only, the latest
 * hundred: what was done is in the log.
 */
@Component
final class WorkBatches implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WorkBatches.class);
  private static final String FULFILMENTS = "/api/operations/fulfilments/";
  private static final int REMEMBERED = 100;
  private static final int AT_ONCE = 2;
  private static final int MOST_TRIES = 5;
  private static final Duration TELL_EVERY = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Api api;
  private final HtmlPages pages;
  private final Clock clock;
  private final Map<String, WorkBatch> batches = new LinkedHashMap<>();
  private @Nullable ExecutorService workers;

  WorkBatches(Api api, HtmlPages pages, Clock clock) {
    this.api = api;
    this.pages = pages;
    this.clock = clock;
  }

  /** Where the orders come from: each call has some more, none at the end. */
  @FunctionalInterface
  interface Source {
    Iterator<Collection<String>> orders();
  }

  /** Begins; goes on as whoever asks, when nobody waits any more. */
  synchronized WorkBatch begin(Decision decision, Map<String, String> body, Source source) {
    var who = SecurityContextHolder.getContext().getAuthentication();
    if (who == null) {
      throw new IllegalStateException("Nobody decides");
    }
    var owner = Callers.current().map(Caller::subject).orElse("");
    var batch = new WorkBatch(UUID.randomUUID().toString(), owner, decision, clock.instant());
    batches.put(batch.id(), batch);
    var eldest = batches.keySet().iterator();
    while (batches.size() > REMEMBERED && eldest.hasNext()) {
      eldest.next();
      eldest.remove();
    }
    var made = workers;
    if (made == null) {
      made =
          Executors.newFixedThreadPool(
              AT_ONCE, work -> Thread.ofPlatform().daemon().name("console-work").unstarted(work));
      workers = made;
    }
    made.execute(() -> carryOut(batch, body, source, who));
    return batch;
  }

  /** One that somebody has begun. */
  synchronized Optional<WorkBatch> of(String id, String subject) {
    return Optional.ofNullable(batches.get(id)).filter(batch -> batch.isOf(subject));
  }

  /** Whoever asks is told how it goes on. */
  SseEmitter watch(WorkBatch batch, HttpServletResponse response) {
    var emitter = batch.watchers().add(response, LONGEST, part(batch));
    if (batch.isOver()) {
      batch.watchers().end(part(batch));
    }
    return emitter;
  }

  private void carryOut(
      WorkBatch batch, Map<String, String> body, Source source, Authentication who) {
    SecurityContextHolder.setContext(new SecurityContextImpl(who));
    try {
      var told = new Teller(batch);
      for (var some = source.orders(); some.hasNext(); ) {
        var orders = some.next();
        batch.found(orders.size());
        for (var order : orders) {
          batch.add(one(order, batch.decision(), body));
          told.accept(batch);
        }
      }
    } catch (ApiRefused refused) {
      batch.fail(refused.inWords());
    } catch (InterruptedException _) {
      batch.fail("The console is being stopped");
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      log.warn("A decision about many orders could not be carried out", bug);
      batch.fail("Something went wrong; what was done is in the log");
    } finally {
      SecurityContextHolder.clearContext();
      batch.end(clock.instant());
      batch.watchers().end(part(batch));
    }
  }

  /** Tells not more often than an eye can see. */
  private final class Teller implements Consumer<WorkBatch> {
    private long next = System.nanoTime();

    Teller(WorkBatch batch) {
      accept(batch);
    }

    @Override
    public void accept(WorkBatch batch) {
      if (System.nanoTime() - next >= 0) {
        batch.watchers().tell(part(batch));
        next = System.nanoTime() + TELL_EVERY.toNanos();
      }
    }
  }

  /** Who is told to come again comes again. */
  private Outcome one(String order, Decision decision, Map<String, String> body)
      throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        api.send("POST", FULFILMENTS + order + "/" + decision.path(), body, Map.of());
        return new Outcome(order, "");
      } catch (ApiRefused refused) {
        var isBusy = refused.status() == 429 || refused.status() == 503;
        if (!isBusy || tries == MOST_TRIES) {
          return new Outcome(order, refused.inWords());
        }
        Thread.sleep(Duration.ofSeconds(tries));
      }
    }
  }

  private String part(WorkBatch batch) {
    return pages.part("work/progress.jte", batch.screen());
  }

  @Override
  public synchronized void close() {
    if (workers != null) {
      workers.shutdownNow();
    }
  }
}
