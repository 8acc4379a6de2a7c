package io.daybook.command.order;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.ReturnLines;
import io.daybook.schema.order.ReturnRequest;
import io.daybook.schema.order.ReturnedLine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The goods of an order that came back.
 *
 * @param accepted the lines that each return named, by its id
 */
record Returns(Map<String, Set<ReturnRequest>> accepted) {
  static final Returns NONE = new Returns(Map.of());

  Returns {
    accepted = Map.copyOf(accepted);
  }

  /**
   * Whether the return was accepted before, its lines named in whatever order.
   *
   * @throws DomainRejection when another return was accepted under its id
   */
  boolean isAccepted(ReturnLines command, String state) {
    var before = accepted.get(command.returnId().toString());
    if (before == null) {
      return false;
    }
    var named = new HashSet<>(command.lines());
    if (before.equals(named) && named.size() == command.lines().size()) {
      return true;
    }
    throw DomainRejection.ofRequest(
        "idempotency-key-reused", state, "The key was used for another return");
  }

  /** Takes lines back that were ordered, each once and not more than was ordered. */
  OrderEvent take(OrderPlaced placed, ReturnLines command, String state) {
    var distinct = command.lines().stream().map(ReturnRequest::sku).distinct().count();
    if (command.lines().isEmpty() || distinct != command.lines().size()) {
      throw DomainRejection.ofRequest(
          "return-names-each-line-once", state, "Name each returned SKU exactly once");
    }
    var lines = command.lines().stream().map(line -> returned(placed, line, state)).toList();
    var refund = lines.stream().map(ReturnedLine::refund).reduce((a, b) -> a.plus(b));
    return new OrderLinesReturned(
        command.orderId(), command.returnId(), lines, refund.orElseThrow());
  }

  Returns with(OrderLinesReturned event) {
    var lines =
        event.lines().stream()
            .map(line -> new ReturnRequest(line.sku(), line.quantity(), line.disposition()))
            .collect(Collectors.toUnmodifiableSet());
    var more = new HashMap<>(accepted);
    more.put(event.returnId().toString(), lines);
    return new Returns(more);
  }

  long units() {
    return lines().mapToLong(ReturnRequest::quantity).sum();
  }

  private ReturnedLine returned(OrderPlaced placed, ReturnRequest request, String state) {
    Sku sku = request.sku();
    var line =
        placed.lines().stream()
            .filter(candidate -> candidate.sku().equals(sku))
            .findFirst()
            .orElseThrow(
                () ->
                    DomainRejection.ofRequest(
                        "return-what-was-ordered", state, sku + " was not ordered"));
    if (lines().anyMatch(before -> before.sku().equals(sku))) {
      throw DomainRejection.ofState("return-a-line-once", state, sku + " was already returned");
    }
    if (request.quantity() < 1 || request.quantity() > line.quantity()) {
      throw DomainRejection.ofRequest(
          "return-no-more-than-ordered",
          state,
          "1 to " + line.quantity() + " of " + sku + " can return");
    }
    return new ReturnedLine(
        sku,
        request.quantity(),
        request.disposition(),
        line.unitPrice().multipliedBy(request.quantity()));
  }

  private Stream<ReturnRequest> lines() {
    return accepted.values().stream().flatMap(Set::stream);
  }
}
