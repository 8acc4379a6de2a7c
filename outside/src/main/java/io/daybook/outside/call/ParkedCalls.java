package io.daybook.outside.call;

import io.daybook.outside.IdempotencyKey;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sets calls aside, and tells the log so. */
@Component
class ParkedCalls {
  static final String UNREADABLE = "what it was asked for by cannot be read: ";

  private static final Logger log = LoggerFactory.getLogger(ParkedCalls.class);
  private static final int SOME = 100;

  private final ParkedCallTable table;
  private final CallCommands commands;

  ParkedCalls(ParkedCallTable table, CallCommands commands) {
    this.table = table;
    this.commands = commands;
  }

  /** Sets a call aside for a person; that it is announced is certain, even if not at once. */
  void park(Call call, String reason) {
    log.error("Parked {} {} for {}: {}", call.port(), call.key(), call.orderId(), reason);
    if (table.park(call, reason, false, true, null)) {
      announceIfAsked(call, reason);
    }
  }

  /**
   * Has a person look at an outcome that our books refuse. That is told also of a call that was
   * given up while the attempt was under way.
   */
  void parkContradiction(Call call, String rule) {
    var reason = "its outcome was refused by rule " + rule;
    log.error("Parked {} {} for {}: {}", call.port(), call.key(), call.orderId(), reason);
    var unused = table.park(call, reason, false, true, null);
    announceIfAsked(call, reason);
  }

  /** Sets a call aside whose key has brought a refusal: resumed, it goes on under a fresh one. */
  void parkRefused(Call call, String reason) {
    log.error("Refused {} {} for {}: {}", call.port(), call.key(), call.orderId(), reason);
    if (table.park(call, reason, true, false, null)) {
      announceIfAsked(call, reason);
    }
  }

  /** Sets a call aside, and tries it again by itself after a pause. */
  void parkAway(Call call, String reason, boolean inDoubt, Duration again) {
    log.warn("Parked {} {} for {} for now: {}", call.port(), call.key(), call.orderId(), reason);
    if (table.park(call, reason, false, inDoubt, again)) {
      announceIfAsked(call, reason);
    }
  }

  private void announceIfAsked(Call call, String reason) {
    if (call.action() != null) {
      announce(call, reason);
    }
  }

  /**
   * A call that others undo from now on is not made any more, unless it may be under way still:
   * then its answer is waited for, so that nothing is let go before it is there.
   *
   * @param key of the call, or null when nothing is undone
   */
  void undo(@Nullable IdempotencyKey key) {
    if (key != null) {
      table.undo(key, UnderWay.OVER);
    }
  }

  /** Nobody needs the outcome of these any more: it is known, or was decided otherwise. */
  void letGo(FulfilmentUnparked needless) {
    switch (needless.action()) {
      case AUTHORIZE_PAYMENT,
          BOOK_CARRIER,
          CAPTURE_PAYMENT,
          VOID_PAYMENT,
          CANCEL_BOOKING,
          REBOOK_CARRIER ->
          table.letGo(needless.orderId(), needless.action(), UnderWay.OVER);
      // Of these an order has several, or none; each has an outcome that is needed.
      case REFUND_PAYMENT,
          CANCEL_FORMER_BOOKING,
          RESERVE_STOCK,
          CONFIRM_ORDER,
          START_PICKING,
          STOP_PICKING,
          RELEASE_STOCK,
          CANCEL_ORDER,
          SHIP_ORDER,
          CLOSE_ORDER,
          FOLLOW_EVENT,
          SETTLE_RETURN -> {}
    }
  }

  /**
   * A call that was set aside was made after all, by itself: no operator needs to decide. Said
   * before the call is done, so that a crash in between has it made, and said, once more.
   */
  void heals(Call call) {
    var action = call.action();
    if (call.parked() && action != null && !table.hasOthersParked(call, action)) {
      var id = new FulfilmentId(call.orderId());
      commands.send(call, new UnparkFulfilment(id, action, "it was done after all"));
    }
  }

  /** Announces those of which a crash or a failure has kept the log from knowing. */
  void announceLeft() {
    table
        .unannounced(SOME)
        .forEach(call -> announce(call, Objects.requireNonNullElse(call.lastFailure(), "")));
  }

  /** One that cannot be announced is tried again at the next look, and holds up no call. */
  private void announce(Call call, String reason) {
    var action = Objects.requireNonNull(call.action());
    var id = new FulfilmentId(call.orderId());
    try {
      commands.send(call, new ParkFulfilment(id, action, reason, call.attempts()));
      table.announced(call);
    } catch (RuntimeException failure) {
      log.warn("It is not announced yet that {} is parked", call.orderId(), failure);
    }
  }
}
