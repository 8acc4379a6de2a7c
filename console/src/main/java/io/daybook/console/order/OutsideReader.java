package io.daybook.console.order;

import io.daybook.console.api.Api;
import io.daybook.console.api.OptionalPart;
import io.daybook.console.api.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for the calls and the mails of an order, each of it only for who may see it. */
@Component
final class OutsideReader {
  private static final String FULFILMENT = "/api/operations/fulfilments/{orderId}/";

  private final Api api;

  OutsideReader(Api api) {
    this.api = api;
  }

  Outside read(String order, Rights rights) {
    return new Outside(
        part("calls", order, rights, Outside.Call[].class),
        part("mails", order, rights, Outside.Mail[].class));
  }

  private <T> @Nullable OptionalPart<T> part(
      String what, String order, Rights rights, Class<T[]> kind) {
    var path = FULFILMENT + what;
    return rights.mayDo("GET " + path)
        ? api.part(path.replace("{orderId}", order), what, kind)
        : null;
  }
}
