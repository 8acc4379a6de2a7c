package io.daybook.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has things done together that come one by one. What comes alone is done at once; what comes while
 * something is being done, or soon after that, is done with what has come meanwhile.
 */
public final class Gathering<T> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Gathering.class);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final int MOST = 500;

  private final Consumer<List<T>> together;
  private final Duration apart;
  private final BlockingQueue<One<T>> waiting = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  private record One<T>(T it, CompletableFuture<Void> done) {}

  /**
   * @param apart at least, are two goes
   * @param together does some at once: all of them, or none and throws
   */
  public Gathering(String name, Duration apart, Consumer<List<T>> together) {
    this.apart = apart;
    this.together = together;
    this.thread = new AxonThreadFactory(name).newThread(this::goOn);
    thread.start();
  }

  /** Has something done; the answer says when, or why it could not be done. */
  public CompletableFuture<Void> add(T it) {
    var one = new One<>(it, new CompletableFuture<Void>());
    waiting.add(one);
    if (closed && waiting.remove(one)) { // nobody will look any more
      all(List.of(one));
    }
    return one.done();
  }

  /** Does what has come. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(STOP);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void goOn() {
    while (!closed) {
      try {
        var first = waiting.take();
        all(more(first));
        TimeUnit.MILLISECONDS.sleep(apart.toMillis());
      } catch (InterruptedException _) {
        log.debug("Nothing more is gathered");
      } catch (Error failure) { // nobody else would do it
        log.error("What was gathered could not be done", failure);
      }
    }
    for (var left = waiting.poll(); left != null; left = waiting.poll()) {
      all(more(left));
    }
  }

  private List<One<T>> more(One<T> first) {
    var all = new ArrayList<One<T>>();
    all.add(first);
    waiting.drainTo(all, MOST - 1);
    return all;
  }

  /** When all fail, each is tried alone, so that one is nobody else's misfortune. */
  private void all(List<One<T>> some) {
    try {
      together.accept(some.stream().map(One::it).toList());
    } catch (RuntimeException | Error failure) {
      if (some.size() == 1) {
        some.getFirst().done().completeExceptionally(failure);
      } else {
        some.forEach(one -> all(List.of(one)));
      }
      return;
    }
    some.forEach(one -> one.done().complete(null));
  }
}
