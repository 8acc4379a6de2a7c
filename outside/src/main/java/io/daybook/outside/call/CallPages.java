package io.daybook.outside.call;

import io.daybook.schema.order.OrderId;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows what is asked of the outside, over HTTP. */
@RestController
class CallPages {
  private final CallHistoryTable history;
  private final ParkedCallTable parked;
  private final LaneTable lanes;

  CallPages(CallHistoryTable history, ParkedCallTable parked, LaneTable lanes) {
    this.history = history;
    this.parked = parked;
    this.lanes = lanes;
  }

  /** All calls of an order, the first first. */
  record CallsOfOrder(List<CallHistoryTable.OneCall> calls) {}

  /** All ports. */
  record Ports(List<OnePort> ports) {}

  /**
   * A port.
   *
   * @param open calls that will be made
   * @param parked calls that are set aside
   * @param parkedAndTried those of the parked that are tried again by themselves
   * @param refusing the processes that do not trust it; all others do
   */
  record OnePort(
      Port port, long open, long parked, long parkedAndTried, List<LaneTable.Refusing> refusing) {}

  /** What was asked of the outside for an order; nothing for one that is not there. */
  @Allowed({Role.FINANCE, Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/api/operations/fulfilments/{orderId}/calls")
  CallsOfOrder calls(@PathVariable OrderId orderId) {
    return new CallsOfOrder(
        history.of(orderId).stream().map(CallHistoryTable.KeptCall::call).toList());
  }

  /** How the ports are, seen by all processes that are there. */
  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/api/operations/ports")
  Ports ports() {
    var refusing = lanes.refusing();
    return new Ports(
        Arrays.stream(Port.values())
            .map(
                port -> {
                  var waiting = parked.waiting(port);
                  return new OnePort(
                      port,
                      waiting.open(),
                      waiting.parked(),
                      waiting.away(),
                      refusing.stream().filter(one -> one.port() == port).toList());
                })
            .toList());
  }
}
