package io.daybook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.operation.LookArgument;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentId;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What people are shown of events. */
class HiddenTokensTest {

  @ParameterizedTest
  @MethodSource("io.daybook.schema.EventContractTest#events")
  void every_event_is_shown_as_it_is_written_but_for_its_token(Class<?> type) {
    var shown = JsonMapper.shared().readTree(EventContractTest.approved(type));
    SchemaJson.hideTokens(shown);
    assertThat(SchemaJson.shown().<tools.jackson.databind.JsonNode>valueToTree(Samples.of(type)))
        .isEqualTo(shown);
  }

  @Test
  void a_token_is_nobodys_to_read() {
    var order = new OrderId(new UUID(1, 1));
    var event =
        new PaymentAuthorizationRequested(
            new PaymentId(order), order, Money.parse("GBP 1.00"), new PaymentToken("tok_marker"));
    assertThat(SchemaJson.shown().writeValueAsString(event))
        .doesNotContain("tok_marker")
        .contains("***");
    var old = JsonMapper.shared().readTree("{\"a\": [{\"paymentToken\": \"tok_marker\"}]}");
    SchemaJson.hideTokens(old);
    assertThat(old.toString()).isEqualTo("{\"a\":[{\"paymentToken\":\"***\"}]}");
  }

  @Test
  void what_may_be_personal_is_not_noted_of_an_argument() {
    assertThat(LookArgument.of("orderId", "order-1").value()).isEqualTo("order-1");
    assertThat(LookArgument.of("customerId", "ada").value()).isEmpty();
    assertThat(LookArgument.of("actor", "ada").value()).isEmpty();
    assertThat(LookArgument.of("id", "ada@example.org").value()).isEmpty();
  }
}
