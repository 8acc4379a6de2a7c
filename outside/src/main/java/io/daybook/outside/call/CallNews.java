package io.daybook.outside.call;

import io.daybook.eventstore.Gathering;
import io.daybook.outside.IdempotencyKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The other side has told something about a call by itself. */
@Component
public class CallNews implements DisposableBean {
  /** What is told is a hint, and the provider does not mind waiting for our answer. */
  private static final Duration APART = Duration.ofMillis(50);

  private final WebhookTable table;
  private final CallWorker worker;
  private final Gathering<WebhookTable.Told> news = new Gathering<>("call-news", APART, this::heed);

  CallNews(WebhookTable table, CallWorker worker) {
    this.table = table;
    this.worker = worker;
  }

  /**
   * Has the call asked again at once, if it waits; the same news is heeded once. What comes
   * together is noted together.
   */
  public void heard(String newsId, IdempotencyKey key) {
    try {
      news.add(new WebhookTable.Told(newsId, key.value())).join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  private void heed(List<WebhookTable.Told> told) {
    table.heed(told).forEach(worker::wake);
  }

  @Override
  public void destroy() {
    news.close();
  }
}
