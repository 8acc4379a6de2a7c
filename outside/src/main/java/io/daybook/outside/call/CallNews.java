package io.daybook.outside.call;

import io.daybook.outside.IdempotencyKey;
import org.springframework.stereotype.Component;

/** The other side has told something about a call by itself. */
@Component
public class CallNews {
  private final WebhookTable table;
  private final CallWorker worker;

  CallNews(WebhookTable table, CallWorker worker) {
    this.table = table;
    this.worker = worker;
  }

  /** Has the call asked again at once, if it waits; the same news is heeded once. */
  public void heard(String newsId, IdempotencyKey key) {
    if (table.heed(newsId, key.value())) {
      worker.wake();
    }
  }
}
