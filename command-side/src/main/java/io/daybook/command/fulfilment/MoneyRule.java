package io.daybook.command.fulfilment;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.Expectation;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.web.Refused;
import io.daybook.web.access.Callers;
import io.daybook.web.access.Role;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who gives up a parked action about money is operator and finance, both. */
@Component
class MoneyRule {
  private final EventLog log;

  MoneyRule(EventLog log) {
    this.log = log;
  }

  /**
   * Looks at one action.
   *
   * @throws Refused when it is not for the caller to give it up
   */
  void check(FulfilmentAction action) {
    if (action.isAboutMoney() && !isFinance()) {
      throw Refused.forbidden(
          "Bearer error=\"insufficient_scope\", scope=\"operator finance\"",
          "Giving up " + action + " is for who is operator and finance");
    }
  }

  /**
   * Looks at all that a cancellation would give up.
   *
   * @return what the decision rests on: nothing may be parked meanwhile that was not looked at
   * @throws Refused when a part of it is not for the caller to give up
   */
  List<Expectation> checkAllParked(FulfilmentId id) {
    if (isFinance()) {
      return List.of();
    }
    var events = log.readStreams(List.of(id.toString()));
    var parking = Parking.none(id);
    for (var event : events) {
      parking = parking.evolve((FulfilmentEvent) event.payload());
    }
    parking.parked().stream().filter(FulfilmentAction::isForward).sorted().forEach(this::check);
    if (events.isEmpty()) {
      return List.of();
    }
    var last = events.getLast();
    return List.of(new Expectation(last.stream(), last.version(), last.eventId()));
  }

  private static boolean isFinance() {
    return Callers.current().map(caller -> caller.isAny(Role.FINANCE)).orElse(false);
  }
}
