package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentOverdue;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.PaymentToken;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.Money;

/**
 * However commands, answers, repetitions, deadlines, crashes, a cancellation and a dispatch
 * interleave, a fulfilment ends with everything done or with everything undone.
 */
class FulfilmentInterleavingTest {
  private static final OrderId ORDER = new OrderId(UUID.randomUUID());
  private static final Money TOTAL = Money.parse("GBP 9.00");
  private static final OrderPlaced PLACED =
      new OrderPlaced(
          ORDER,
          new CustomerId("ada"),
          List.of(
              new OrderLine(new Sku("TEA"), 1, Money.parse("GBP 4.00")),
              new OrderLine(new Sku("MUG"), 1, Money.parse("GBP 3.00")),
              new OrderLine(new Sku("POT"), 1, Money.parse("GBP 2.00"))),
          TOTAL,
          new Address("Ada", "Street", "London", "SW1", "GB"),
          new PaymentToken("tok_visa"),
          Instant.EPOCH);

  private final WorldForTests world = new WorldForTests(ORDER, TOTAL, PLACED.deliveryAddress());
  private final Deque<Object> commands = new ArrayDeque<>();
  private final Deque<OrderRelated> log = new ArrayDeque<>();
  private final OperatorForTests operator = new OperatorForTests(ORDER, commands, log);
  private final List<OrderRelated> seen = new ArrayList<>();
  private final List<Fulfilment> before = new ArrayList<>();
  private Fulfilment fulfilment = Fulfilment.start(PLACED).next();
  private boolean asked;

  /** Steps are drawn from the seed: lists of chances would mostly be tried at their edges. */
  @Property(tries = 20_000)
  void every_interleaving_ends_whole(
      @ForAll long seed, @ForAll @IntRange(min = 5, max = 120) int steps) {
    // One instance of the class is used for all tries, and each try is about an order of its own.
    new FulfilmentInterleavingTest().ends(seed, steps);
  }

  private void ends(long seed, int steps) {
    commands.addAll(Fulfilment.start(PLACED).commands());
    new Random(seed).ints(steps, 0, 120).forEach(this::step);
    for (int quiet = 0; quiet < 200 && !rests(); quiet++) {
      operator.resumeAll();
      work(true);
      log.addAll(world.addresses.answer(true));
      follow();
      if (commands.isEmpty() && log.isEmpty() && !rests()) {
        log.addLast(overdue());
      }
    }
    assertThat(rests()).as("%s at %s", world, fulfilment.progress()).isTrue();
    if (world.isCancelled()) {
      assertThat(world.isAsBefore()).as(world.toString()).isTrue();
    } else {
      assertThat(world.isReadyFor(3)).as(world.toString()).isTrue();
    }
  }

  private void step(int chance) {
    if (chance < 40) {
      work(chance % 10 > 0);
    } else if (chance < 75) {
      follow();
    } else if (chance < 80) {
      log.addLast(overdue());
    } else if (chance < 84 && !seen.isEmpty()) {
      again(seen.get(chance % seen.size()));
    } else if (chance < 88) {
      crash(chance - 80);
    } else if (chance < 92 && !commands.isEmpty()) {
      commands.addLast(commands.getFirst()); // sent twice
    } else if (chance < 96 && !asked) {
      asked = true;
      log.addLast(new OrderCancellationRequested(ORDER, "changed my mind"));
    } else if (chance < 98) {
      log.addAll(world.dispatch());
    } else if (chance < 104 && !asked && !world.isCancelled()) {
      log.addLast(world.addresses.wish(new Address("Ada", "" + chance, "Bath", "BA1", "GB")));
    } else if (chance < 108) {
      log.addAll(world.addresses.answer(chance % 4 > 0));
    } else if (chance < 113) {
      operator.setAsideNext();
    } else if (chance < 116) {
      operator.resumeAll();
    } else if (chance < 118) {
      operator.skipAll();
    } else if (!asked) {
      asked = true;
      log.addLast(new OrderCancellationRequested(ORDER, "customer rang"));
      operator.skipAll();
    }
  }

  /** Answers that come again; wishes and operators' decisions are followed once. */
  private void again(OrderRelated event) {
    var isOnce =
        event instanceof DeliveryAddressChangeRequested
            || event instanceof DeliveryAddressChanged
            || (event instanceof FulfilmentEvent && !(event instanceof FulfilmentOverdue));
    if (!isOnce) {
      decide(fulfilment.on(event));
    }
  }

  /** Somebody handles the next command. */
  private void work(boolean good) {
    var command = commands.pollFirst();
    if (command instanceof ParkFulfilment park) {
      operator.park(park.action());
    } else if (command instanceof UnparkFulfilment needless) {
      operator.unpark(needless.action());
    } else if (command != null) {
      log.addAll(world.handle(command, good));
    }
  }

  /** The fulfilment follows the next event. */
  private void follow() {
    var event = log.pollFirst();
    if (event != null) {
      seen.add(event);
      before.add(fulfilment);
      decide(fulfilment.on(event));
    }
  }

  /** The latest events were followed in a batch that is lost; the commands that it sent are not. */
  private void crash(int events) {
    for (int i = 0; i < events && !seen.isEmpty(); i++) {
      log.addFirst(seen.removeLast());
      fulfilment = before.removeLast();
    }
  }

  private FulfilmentOverdue overdue() {
    return new FulfilmentOverdue(new FulfilmentId(ORDER), ORDER, fulfilment.progress().action());
  }

  private void decide(Decision decision) {
    fulfilment = decision.next();
    commands.addAll(decision.commands());
  }

  private boolean rests() {
    return commands.isEmpty()
        && log.isEmpty()
        && !world.addresses.areAsked()
        && switch (fulfilment.progress()) {
          case Picking _, Delivering _, Ended _ -> true;
          case Forward _, Undoing _, Cancelling _ -> false;
        };
  }
}
