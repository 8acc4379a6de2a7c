package io.daybook.outside.call;

import io.daybook.outside.call.NewCallTable.Asked;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * What a page of events asks for is noted together, in the transaction that moves the token, before
 * its commit. It is made here after the commit as far as hands are free; otherwise it is looked for
 * like what is due again.
 */
@Component
class NewCalls {
  private static final String PAGE = NewCalls.class.getName();

  private final NewCallTable table;
  private final ParkedCalls parked;
  private final Lanes lanes;
  private final CallWorker worker;

  NewCalls(NewCallTable table, ParkedCalls parked, Lanes lanes, CallWorker worker) {
    this.table = table;
    this.parked = parked;
    this.lanes = lanes;
    this.worker = worker;
  }

  private record Wanted(CallKind<?> kind, EventMessage<? extends OrderRelated> message) {}

  private record Place(OrderId order, Port port) {}

  /** Notes a call at the end of a unit of work, and has the call ended that it undoes. */
  <E extends OrderRelated> void ask(
      CallKind<?> kind, EventMessage<E> message, UnitOfWork<?> unitOfWork) {
    var undone = kind.undoneBy(message.getPayload());
    if (undone != null) {
      note(unitOfWork);
      parked.undo(undone);
    }
    page(unitOfWork).add(new Wanted(kind, message));
  }

  /** Notes now what was asked for: somebody is about to look at it. */
  void note(UnitOfWork<?> unitOfWork) {
    var wanted = page(unitOfWork);
    if (wanted.isEmpty()) {
      return;
    }
    var asked = enter(wanted);
    wanted.clear();
    Set<UUID> taken = new HashSet<>();
    try {
      taken.addAll(table.add(asked, UnderWay.LEASE));
    } finally {
      asked.stream()
          .filter(one -> one.now() && !taken.contains(one.key()))
          .forEach(one -> lanes.of(one.kind().port()).leave(1));
    }
    for (var one : asked) {
      var lane = lanes.of(one.kind().port());
      if (one.now() && taken.contains(one.key())) {
        var call = Call.first(one.kind(), one.message());
        unitOfWork.afterCommit(_ -> worker.begin(call, lane));
        unitOfWork.onRollback(_ -> lane.leave(1));
      } else if (lane.works()) {
        unitOfWork.afterCommit(_ -> worker.wake(one.kind().port()));
      }
    }
  }

  /** Takes a free hand for the first call of each order and port. */
  private List<Asked> enter(List<Wanted> wanted) {
    var met = new HashSet<Place>();
    var asked = new ArrayList<Asked>();
    for (var one : wanted) {
      var port = one.kind().port();
      var isFirst = met.add(new Place(one.message().getPayload().orderId(), port));
      asked.add(new Asked(one.kind(), one.message(), isFirst && lanes.of(port).enter()));
    }
    return asked;
  }

  private List<Wanted> page(UnitOfWork<?> unitOfWork) {
    return unitOfWork.getOrComputeResource(
        PAGE,
        _ -> {
          unitOfWork.onPrepareCommit(this::note);
          return new ArrayList<Wanted>();
        });
  }
}
