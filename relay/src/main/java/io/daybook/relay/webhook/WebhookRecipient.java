package io.daybook.relay.webhook;

import io.daybook.relay.follow.LostException;
import io.daybook.relay.follow.Recipient;
import io.daybook.relay.follow.RelayCursor;
import io.daybook.relay.follow.Stretch;
import io.daybook.relay.published.MessageType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works for one subscription as long as this process owns its cursor. One thread, a virtual one,
 * decides and writes, on what it finds in its inbox; each attempt has a thread of its own and only
 * puts its outcome in there. A stretch is taken when all of it was delivered or is held back, so
 * the cursor of an endpoint that is away stands still.
 */
final class WebhookRecipient implements Recipient {
  private static final Logger log = LoggerFactory.getLogger(WebhookRecipient.class);

  /** So much is in memory of each subscription that is behind. */
  private static final int MOST_ANNOUNCEMENTS = 50;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SubscriptionId id;
  private final RelayCursor cursor;
  private final WebhookTools tools;
  private final WebhookLedger ledger;
  private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private @Nullable CompletableFuture<?> stretch;
  private boolean inTrouble;
  private volatile @Nullable Set<String> types;
  private volatile long version = -1;
  private volatile boolean closed;

  WebhookRecipient(RelayCursor cursor, WebhookTools tools) {
    this.id = SubscriptionId.ofCursor(cursor.name());
    this.cursor = cursor;
    this.tools = tools;
    this.ledger = new WebhookLedger(id, cursor.epoch(), tools);
    Thread.ofVirtual().name(cursor.name()).start(this::run);
  }

  SubscriptionId id() {
    return id;
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Somebody may have changed the subscription: it is looked at again if it has another version.
   */
  void hasVersion(long now) {
    if (now != version) {
      inbox.add(ledger::outdate);
    }
  }

  /** All until it is known. */
  @Override
  public boolean wants(MessageType type) {
    var wanted = types;
    return wanted == null || wanted.contains(type.name());
  }

  @Override
  public int most() {
    return MOST_ANNOUNCEMENTS;
  }

  @Override
  public CompletionStage<?> take(Stretch told) {
    var taken = new CompletableFuture<Void>();
    if (closed) {
      return CompletableFuture.failedFuture(new LostException(id + " is not delivered here"));
    }
    inbox.add(
        () -> {
          stretch = taken;
          ledger
              .work()
              .take(told.announcements().stream().filter(one -> wants(one.type())).toList());
        });
    return taken;
  }

  @Override
  public void close() {
    closed = true;
    inbox.add(() -> {});
  }

  private void run() {
    while (!closed) {
      try {
        step();
        inTrouble = false;
      } catch (InterruptedException _) {
        closed = true;
      } catch (LostException lost) {
        log.info("{}: {}", id, lost.getMessage());
        end(lost);
      } catch (RuntimeException | Error failure) { // an Error too: nobody else would work for it
        if (!inTrouble && !closed) {
          log.warn("{} cannot be worked for after position {}", id, cursor.position(), failure);
        }
        inTrouble = true;
        pause();
      }
    }
    end(new LostException(id + " is not delivered by this process any more"));
  }

  /** Whoever has put something in the inbox since waits for nothing: the cursor is another's. */
  private void end(LostException why) {
    closed = true;
    inbox.forEach(Runnable::run);
    var open = stretch;
    stretch = null;
    if (open != null) {
      open.completeExceptionally(why);
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was not written is written first; until then nothing more is attempted. */
  private void step() throws InterruptedException {
    ledger.write();
    ledger.load(
        known -> {
          types = Set.copyOf(known.types());
          version = known.version();
        });
    ledger.lookForDue();
    for (var next = ledger.next(); next != null; next = ledger.next()) {
      var sending = next;
      var called = ledger.called();
      Thread.ofVirtual().name("webhook-call").start(() -> attempt(sending, called));
    }
    settle();
    await();
  }

  /** In a thread of its own. */
  private void attempt(Sending sending, WebhookCalls.Called called) {
    var work = ledger.work();
    try {
      var outcome = tools.calls().make(sending, called);
      inbox.add(
          () ->
              outcome.ifPresentOrElse(
                  one -> work.attempted(one, tools.now()), () -> work.dropped(sending.delivery())));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      inbox.add(() -> work.notAttempted(sending));
    } catch (RuntimeException | Error failure) { // an Error too: its place would stay taken
      log.warn("{} was not called for position {}", id, sending.delivery().position(), failure);
      pause();
      inbox.add(() -> work.notAttempted(sending));
    }
  }

  private void settle() {
    var open = stretch;
    if (open != null && ledger.isSettled()) {
      stretch = null;
      open.complete(null);
    }
  }

  private void await() throws InterruptedException {
    var first = inbox.poll(ledger.timeToNext().toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      var all = new ArrayList<Runnable>();
      all.add(first);
      inbox.drainTo(all);
      all.forEach(Runnable::run);
    }
  }
}
