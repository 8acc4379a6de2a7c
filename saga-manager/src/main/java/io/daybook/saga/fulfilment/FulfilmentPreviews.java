package io.daybook.saga.fulfilment;

import io.daybook.runtime.StoredSagas;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import io.daybook.web.Refused;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How fulfilments stand, and what would follow from what an operator may decide, over HTTP. It is
 * read in the state of the saga, as it was stored last.
 */
@RestController
@RequestMapping("/api/operations/fulfilments")
class FulfilmentPreviews {
  private static final String MISNAMED =
      "SKIP names the action that is skipped, and nothing else names one";

  private final StoredSagas sagas;
  private final WaitTable waits;

  FulfilmentPreviews(StoredSagas sagas, WaitTable waits) {
    this.sagas = sagas;
    this.waits = waits;
  }

  /**
   * A decision that is not taken yet.
   *
   * @param action that would be given up; for {@code SKIP} only
   */
  record Asked(
      @NotEmpty @Size(max = 100) List<@NotNull OrderId> orders,
      @NotNull OperatorDecision decision,
      @Nullable FulfilmentAction action) {}

  /** In the order in which they were asked for. */
  record Previews(List<OnePreview> previews) {}

  /**
   * What would follow for one order.
   *
   * @param goesOn false when its fulfilment has ended, or was never there: then nothing follows
   *     from its steps, and what is parked of a return is tried again by the return
   * @param refused why nothing would be done; null when it would
   * @param aboutMoney whether it needs a token that is operator and finance
   * @param waitingEvents how many events wait behind one that could not be followed; when it is
   *     resumed they are followed too, and what comes of them is not said here
   */
  record OnePreview(
      OrderId orderId,
      boolean goesOn,
      @Nullable String refused,
      boolean aboutMoney,
      int waitingEvents,
      List<Following> follows) {}

  /**
   * How a fulfilment stands.
   *
   * @param awaited what is waited for
   * @param undoing whether the order is being undone, or will be once that is answered
   * @param deadline until when; null when none runs
   */
  record Standing(
      OrderId orderId,
      FulfilmentAction awaited,
      boolean undoing,
      WaitTable.@Nullable Running deadline,
      int waitingEvents) {}

  @Allowed(Role.OPERATOR)
  @PostMapping("/preview")
  Previews preview(@Valid @RequestBody Asked asked) {
    var found = find(asked.orders());
    return new Previews(
        asked.orders().stream()
            .map(order -> preview(order, found.get(order), asked.decision(), asked.action()))
            .toList());
  }

  private static OnePreview preview(
      OrderId order,
      @Nullable OrderFulfilmentSaga saga,
      OperatorDecision decision,
      @Nullable FulfilmentAction action) {
    var isMisnamed = (decision == OperatorDecision.SKIP) != (action != null);
    var now = saga == null ? null : saga.standing();
    if (saga == null || now == null) {
      var money = action != null && action.isAboutMoney();
      return new OnePreview(order, false, isMisnamed ? MISNAMED : null, money, 0, List.of());
    }
    var refused = isMisnamed ? MISNAMED : decision.refusal(now, action);
    return new OnePreview(
        order,
        true,
        refused,
        !isMisnamed && decision.isAboutMoney(now, action),
        saga.waitingEvents(),
        refused == null ? Outlook.of(now, decision, action) : List.of());
  }

  /** What is waited for, and until when. */
  @Allowed({Role.CLERK, Role.WAREHOUSE, Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/{orderId}/standing")
  Standing standing(@PathVariable OrderId orderId) {
    var saga = find(List.of(orderId)).get(orderId);
    var now = saga == null ? null : saga.standing();
    if (saga == null || now == null) {
      throw Refused.missing("fulfilment of this order that goes on");
    }
    return new Standing(
        orderId,
        now.progress().action(),
        isUndoing(now.progress()),
        waits.running(orderId).orElse(null),
        saga.waitingEvents());
  }

  private static boolean isUndoing(Progress place) {
    return switch (place) {
      case Forward at -> at.stop() != null;
      case Undoing _, Cancelling _ -> true;
      case Picking _, Delivering _, Ended _ -> false;
    };
  }

  private Map<OrderId, OrderFulfilmentSaga> find(Collection<OrderId> orders) {
    var found = new HashMap<OrderId, OrderFulfilmentSaga>();
    var names = orders.stream().map(OrderId::toString).toList();
    for (var saga : sagas.find(OrderFulfilmentSaga.class, "orderId", names)) {
      var standing = saga.standing();
      if (standing != null) {
        found.put(standing.orderId(), saga);
      }
    }
    return found;
  }
}
