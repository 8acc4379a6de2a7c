package io.daybook.query.audit;

import io.daybook.query.EventReference;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentRefundRequested;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that followed from one request: the request, the events of its command, what was decided
 * because of them, and so on.
 *
 * @param nodes each before those that followed from it
 * @param isComplete false when more events followed than are shown
 */
public record CausalTree(String correlationId, List<Node> nodes, boolean isComplete) {
  /** An order of a hundred lines that is undone has about so many. */
  static final int MOST_EVENTS = 1_000;

  /** Events that ask for a call to the outside; the answer is recorded in the same stream. */
  private static final Set<String> ASK_OUTSIDE =
      Stream.of(
              PaymentAuthorizationRequested.class,
              PaymentCaptureRequested.class,
              PaymentVoidRequested.class,
              PaymentRefundRequested.class,
              CarrierBookingRequested.class,
              CarrierRebookingRequested.class,
              CarrierBookingCancellationRequested.class,
              FormerBookingCancellationRequested.class)
          .map(Class::getSimpleName)
          .collect(Collectors.toUnmodifiableSet());

  /** What a node is. */
  public enum Kind {
    /** A command that came from outside: over HTTP, or from a clock or a webhook. */
    REQUEST,
    /** A command that a saga or a policy has sent because of an event. */
    DECISION,
    /** A call to the outside that an event asked for, and the command that records its answer. */
    OUTSIDE_CALL,
    /** What was recorded. */
    EVENT
  }

  /**
   * A command or an event.
   *
   * @param id of the message
   * @param parentId what it followed from, null for the first
   * @param depth how many steps it is from the first
   * @param name of an event its type; of a command, that of the event that it followed from
   */
  public record Node(
      String id,
      @Nullable String parentId,
      int depth,
      Kind kind,
      String name,
      @Nullable EventReference event) {}

  /** The tree of events that have followed from one request, in the order of the log. */
  static CausalTree of(String correlation, List<EventReference> events) {
    var shown = events.subList(0, Math.min(events.size(), MOST_EVENTS));
    return new CausalTree(
        correlation, new Growing(correlation, shown).nodes(), shown.size() == events.size());
  }

  /** The tree while it is put together. */
  private static final class Growing {
    private final String correlation;
    private final Map<String, EventReference> eventsById = new LinkedHashMap<>();
    private final Map<String, Node> commands = new LinkedHashMap<>();
    private final Map<String, List<Node>> children = new LinkedHashMap<>();

    Growing(String correlation, List<EventReference> events) {
      this.correlation = correlation;
      commands.put(
          correlation, new Node(correlation, null, 0, Kind.REQUEST, requestOf(events), null));
      events.forEach(event -> eventsById.put(event.eventId(), event));
      events.forEach(this::add);
    }

    private static String requestOf(List<EventReference> events) {
      var actor = events.getFirst().actor();
      return actor == null ? "" : actor;
    }

    private void add(EventReference event) {
      var command = event.causationId() == null ? correlation : event.causationId();
      if (!commands.containsKey(command)) {
        var one = command(command, event);
        commands.put(command, one);
        addChild(one);
      }
      addChild(new Node(event.eventId(), command, 0, Kind.EVENT, event.type(), event));
    }

    /**
     * Where the log does not say because of what a command was sent, it is put below the request.
     */
    private Node command(String id, EventReference itsEvent) {
      var cause = itsEvent.becauseOf() == null ? null : eventsById.get(itsEvent.becauseOf());
      if (cause == null) {
        return new Node(id, correlation, 0, Kind.DECISION, "", null);
      }
      var isAnswer = ASK_OUTSIDE.contains(cause.type()) && cause.stream().equals(itsEvent.stream());
      return new Node(
          id, cause.eventId(), 0, isAnswer ? Kind.OUTSIDE_CALL : Kind.DECISION, cause.type(), null);
    }

    private void addChild(Node node) {
      children.computeIfAbsent("" + node.parentId(), _ -> new ArrayList<>()).add(node);
    }

    /** Depth first; the log has no circles, because what follows comes later. */
    List<Node> nodes() {
      var nodes = new ArrayList<Node>();
      var stack = new ArrayDeque<Node>();
      var root = commands.get(correlation);
      if (root != null) {
        stack.push(root);
      }
      while (!stack.isEmpty()) {
        var node = stack.pop();
        nodes.add(node);
        var below = children.getOrDefault(node.id(), List.of());
        for (var child : below.reversed()) {
          stack.push(
              new Node(
                  child.id(),
                  child.parentId(),
                  node.depth() + 1,
                  child.kind(),
                  child.name(),
                  child.event()));
        }
      }
      return nodes;
    }
  }
}
