package io.daybook.command.api;

import io.daybook.web.Refused;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The requests with an {@code Idempotency-Key} that this process is working on. That a request is
 * carried out once is the log's doing, on however many nodes it comes; this only says so earlier,
 * as the IETF's draft 07 of that header asks.
 */
@Component
public class RequestsUnderWay {
  private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

  /**
   * Does the work of a request, unless this process is doing it already.
   *
   * @param identity what follows from the key
   * @throws Refused when the same is under way
   */
  public <T> T alone(UUID identity, Supplier<T> work) {
    if (!underWay.add(identity)) {
      throw Refused.stillRunning();
    }
    try {
      return work.get();
    } finally {
      underWay.remove(identity);
    }
  }
}
