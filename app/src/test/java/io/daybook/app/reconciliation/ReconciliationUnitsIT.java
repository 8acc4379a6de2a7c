package io.daybook.app.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.outside.payment.PaymentGateway;
import io.daybook.schema.catalog.ListProduct;
import io.daybook.schema.catalog.ProductId;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.StockItemId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * A gateway that takes the ariary for a currency with two decimals charges 100 times too much. Who
 * reads the provider's books by the same mistake sees nothing.
 */
@Import(ReconciliationUnitsIT.GatewayInWrongUnits.class)
class ReconciliationUnitsIT extends ReconciliationForTests {

  @TestConfiguration(proxyBeanMethods = false)
  static class GatewayInWrongUnits {
    @Bean
    @Primary
    PaymentGateway hundredTimesTooMuch(@Qualifier("paymentGateway") PaymentGateway right) {
      return wrong(right);
    }

    private static PaymentGateway wrong(PaymentGateway right) {
      return (PaymentGateway)
          Proxy.newProxyInstance(
              GatewayInWrongUnits.class.getClassLoader(),
              new Class<?>[] {PaymentGateway.class},
              (_, method, arguments) -> ask(right, method, arguments));
    }

    private static Object ask(PaymentGateway right, Method method, Object[] arguments)
        throws Throwable {
      var sent =
          arguments == null
              ? null
              : Arrays.stream(arguments)
                  .map(one -> one instanceof Money money ? money.multipliedBy(100) : one)
                  .toArray();
      try {
        return method.invoke(right, sent);
      } catch (InvocationTargetException failed) {
        throw failed.getCause();
      }
    }
  }

  @Test
  void money_that_was_asked_for_in_wrong_units_is_found() {
    var sku = new Sku("MGA-" + token.substring(token.length() - 8));
    var price = Money.parse("MGA 250.00");
    commands.sendAndWait(new ListProduct(new ProductId(sku), "A thing", price));
    commands.sendAndWait(new ReceiveStock(new StockItemId(sku), "r1", 5));
    var order = picking(sku.toString());
    var reference = referenceOf(order);
    var report = reconcile();
    assertFound(report, reference, "RAISED", "CAPTURED_AMOUNT_DIFFERS", order);
    var found = findings(report, "subject", reference).getFirst();
    assertThat(found.path("ours").asString()).isEqualTo("MGA 250.00");
    assertThat(found.path("theirs").asString()).startsWith("MGA 25000");
  }
}
