package io.daybook.console.order;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a fulfilment as people know it, and the events by which it comes and goes.
 *
 * @param label its name on a page
 * @param begins events after which it is under way
 * @param completes events after which it is done
 * @param fails events after which it is not going to be done
 * @param undoes events by which it is taken back, if it had come to anything
 * @param actions of the fulfilment that are waited for at it
 */
public record Stage(
    String label,
    Set<String> begins,
    Set<String> completes,
    Set<String> fails,
    Set<String> undoes,
    Set<String> actions) {
  private static final List<Stage> ALL =
      List.of(
          new Stage(
              "Money held",
              Set.of("PaymentAuthorizationRequested"),
              Set.of("PaymentAuthorized"),
              Set.of("PaymentDeclined"),
              Set.of("PaymentVoided"),
              Set.of("AUTHORIZE_PAYMENT", "VOID_PAYMENT")),
          new Stage(
              "Goods held",
              Set.of(),
              Set.of("StockReserved"),
              Set.of("StockReservationRefused"),
              Set.of("StockReleased"),
              Set.of("RESERVE_STOCK", "RELEASE_STOCK")),
          new Stage(
              "Carrier booked",
              Set.of("CarrierBookingRequested", "CarrierRebookingRequested"),
              Set.of("CarrierBooked", "CarrierRebooked"),
              Set.of("CarrierBookingRefused"),
              Set.of("CarrierBookingCancelled"),
              Set.of("BOOK_CARRIER", "CANCEL_BOOKING")),
          new Stage(
              "Money taken",
              Set.of("PaymentCaptureRequested"),
              Set.of("PaymentCaptured"),
              Set.of("PaymentCaptureFailed"),
              Set.of("PaymentRefunded"),
              Set.of("CAPTURE_PAYMENT", "REFUND_PAYMENT")),
          new Stage(
              "Confirmed",
              Set.of(),
              Set.of("OrderConfirmed"),
              Set.of(),
              Set.of("OrderCancelled"),
              Set.of("CONFIRM_ORDER", "CANCEL_ORDER")),
          new Stage(
              "Picked and sent",
              Set.of("PickingStarted"),
              Set.of("ShipmentDispatched"),
              Set.of(),
              Set.of("PickingCancelled"),
              Set.of("START_PICKING", "STOP_PICKING", "SHIP_ORDER")),
          new Stage(
              "Delivered",
              Set.of("ShipmentDispatched"),
              Set.of("ShipmentDelivered"),
              Set.of(),
              Set.of(),
              Set.of("SHIP_ORDER", "CLOSE_ORDER")));

  /** Keeps its own sets. */
  public Stage {
    begins = Set.copyOf(begins);
    completes = Set.copyOf(completes);
    fails = Set.copyOf(fails);
    undoes = Set.copyOf(undoes);
    actions = Set.copyOf(actions);
  }

  /** How far a stage has come. */
  public enum State {
    OPEN("not yet", "○"),
    IN_FLIGHT("under way", "◔"),
    DONE("done", "●"),
    FAILED("failed", "✕"),
    UNDONE("undone", "↶");

    private final String word;
    private final String sign;

    State(String word, String sign) {
      this.word = word;
      this.sign = sign;
    }

    /** For a sentence. */
    public String word() {
      return word;
    }

    /** For the eye. */
    public String sign() {
      return sign;
    }

    /** For the style. */
    public String style() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A stage, and how far it has come.
   *
   * @param at since when; null while it is open
   */
  public record Reached(Stage stage, State state, @Nullable Instant at) {

    /** The name of the stage. */
    public String label() {
      return stage.label();
    }
  }

  /** All stages, after these events in the order of the log. */
  public static List<Reached> after(List<OrderAnswer.Event> events) {
    return ALL.stream().map(stage -> stage.reachedAfter(events)).toList();
  }

  /** Whether something is waited for at it. */
  boolean awaits(String action) {
    return actions.contains(action);
  }

  private Reached reachedAfter(List<OrderAnswer.Event> events) {
    var reached = new Reached(this, State.OPEN, null);
    for (var event : events) {
      var next = next(reached.state(), event.type());
      if (next != reached.state()) {
        reached = new Reached(this, next, event.at());
      }
    }
    return reached;
  }

  /** Who never got anywhere has nothing to undo. */
  private State next(State state, String event) {
    if (begins.contains(event)) {
      return State.IN_FLIGHT;
    } else if (completes.contains(event)) {
      return State.DONE;
    } else if (fails.contains(event)) {
      return State.FAILED;
    } else if (undoes.contains(event) && state != State.OPEN) {
      return State.UNDONE;
    }
    return state;
  }
}
