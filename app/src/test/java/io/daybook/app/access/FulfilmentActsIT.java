package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.outside.OutsideForTests;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.web.access.Role;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators decide about parked fulfilments is in the log, with their names. */
class FulfilmentActsIT extends OutsideForTests {
  private static final String OPERATOR = bearer("ops", Role.OPERATOR);
  private static final String OPERATOR_FOR_MONEY = bearer("both", Role.OPERATOR, Role.FINANCE);

  private String order;
  private String fulfilment;

  @BeforeEach
  void a_capture_is_parked() {
    fail("payments.capture", Kind.ERROR, null);
    order = place(token, Map.of(product("DEC-", "3.00", 5), 1));
    fulfilment = order.replace("order-", "fulfilment-");
    awaitParked(order, "CAPTURE_PAYMENT");
    everythingWorksAgain();
  }

  @Test
  void who_resumes_one() {
    decide(OPERATOR, order + "/resume", Map.of(), 204);
    assertOneDecisionBy("ops", fulfilment, "FulfilmentResumed");
    awaitStatus(order, "PICKING");
  }

  @Test
  void who_resumes_many() {
    decide(OPERATOR, "resume", Map.of("port", "PAYMENT"), 200);
    assertOneDecisionBy("ops", fulfilment, "FulfilmentResumed");
    awaitStatus(order, "PICKING");
  }

  @Test
  void who_skips() {
    var skip = Map.of("action", "CAPTURE_PAYMENT", "reason", "too slow");
    decide(OPERATOR_FOR_MONEY, order + "/skip", skip, 204);
    assertOneDecisionBy("both", fulfilment, "FulfilmentActionSkipped");
    awaitStatus(order, "CANCELLED");
  }

  @Test
  void who_cancels() {
    decide(OPERATOR_FOR_MONEY, order + "/cancel", Map.of("reason", "she rang"), 204);
    assertOneDecisionBy("both", order, "OrderCancellationRequested");
    assertOneDecisionBy("both", fulfilment, "FulfilmentActionSkipped");
    awaitStatus(order, "CANCELLED");
  }

  private void decide(String who, String path, Map<String, String> body, int status) {
    var reply = post("/api/operations/fulfilments/" + path, body, "Authorization", who);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
  }

  private void assertOneDecisionBy(String who, String stream, String type) {
    var events = new LoggedActs(jdbc).of(stream, type);
    assertThat(events).hasSize(1);
    LoggedActs.assertDecidedBy(who, events.getFirst());
  }
}
