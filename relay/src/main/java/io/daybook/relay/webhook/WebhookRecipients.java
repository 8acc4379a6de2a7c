package io.daybook.relay.webhook;

import io.daybook.relay.follow.Lease;
import io.daybook.relay.follow.Recipient;
import io.daybook.relay.follow.Recipients;
import io.daybook.relay.follow.RelayCursor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The subscriptions that this process works for. Once a second it is asked which of them somebody
 * has changed, in one question for all; once an hour what is old is forgotten.
 */
@Component
class WebhookRecipients implements Recipients, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(WebhookRecipients.class);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration TIDY_EVERY = Duration.ofHours(1);

  private final WebhookTools tools;
  private final Map<String, WebhookRecipient> open = new ConcurrentHashMap<>();
  private final Semaphore news = new Semaphore(0);
  private volatile long lookedAt = System.nanoTime();
  private volatile boolean running;
  private long tidiedAt = System.nanoTime();
  private @Nullable Thread looking;

  WebhookRecipients(WebhookTools tools) {
    this.tools = tools;
  }

  @Override
  public String kind() {
    return SubscriptionId.KIND;
  }

  @Override
  public Recipient open(RelayCursor cursor, Lease lease) {
    var recipient = new WebhookRecipient(cursor, tools);
    open.put(cursor.name(), recipient);
    return recipient;
  }

  /** Somebody has changed one: it is looked for at once, and not within a second. */
  void look() {
    news.release();
  }

  /** How long ago it was looked successfully. */
  Duration lastLook() {
    return Duration.ofNanos(System.nanoTime() - lookedAt);
  }

  @Override
  public void start() {
    running = true;
    lookedAt = System.nanoTime();
    looking = Thread.ofPlatform().daemon().name("webhook-look").start(this::lookWhileRunning);
  }

  @Override
  public void stop() {
    running = false;
    if (looking != null) {
      looking.interrupt();
    }
    looking = null;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void lookWhileRunning() {
    var away = false;
    while (running) {
      try {
        lookAround();
        lookedAt = System.nanoTime();
        away = false;
      } catch (RuntimeException | Error failure) { // an Error too: nobody else would look
        if (!away && running) {
          log.warn("Webhook subscriptions cannot be looked at; trying again", failure);
        }
        away = true;
      }
      try {
        var unused = news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void lookAround() {
    open.values().removeIf(WebhookRecipient::isClosed);
    if (!open.isEmpty()) {
      var ids = open.values().stream().map(WebhookRecipient::id).toList();
      var versions = tools.subscriptions().versions(ids);
      open.values()
          .forEach(
              one -> {
                var version = versions.get(one.id().toString());
                if (version != null) {
                  one.hasVersion(version);
                }
              });
    }
    if (System.nanoTime() - tidiedAt > TIDY_EVERY.toNanos()) {
      tidiedAt = System.nanoTime();
      tools.deliveries().purge(tools.properties().keepAttempts());
      tools.secrets().tidy();
    }
  }
}
