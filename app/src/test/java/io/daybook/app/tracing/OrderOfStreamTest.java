package io.daybook.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderOfStreamTest {
  private static final String NUMBER = "9d4f9e3c-0f4e-3c51-8a64-0c1f6b8a2d77";

  @ParameterizedTest
  @ValueSource(strings = {"order", "payment", "shipment", "fulfilment"})
  void the_streams_of_an_order_name_it(String kind) {
    assertThat(OrderOfStream.of(kind + "-" + NUMBER)).isEqualTo("order-" + NUMBER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        NUMBER,
        "-" + NUMBER,
        "stock-" + NUMBER,
        "order_" + NUMBER,
        "order-" + NUMBER + "0",
        "order-0" + NUMBER,
        "order-9D4F9E3C-0f4e-3c51-8a64-0c1f6b8a2d77",
        "order-9d4f9e3c-0f4e-3c51-8a64-0c1f6b8a2d7é"
      })
  void others_name_none(String stream) {
    assertThat(OrderOfStream.of(stream)).isEmpty();
  }

  @Test
  void a_sku_that_looks_like_a_number_is_no_order() {
    assertThat(OrderOfStream.of("product-" + NUMBER)).isEmpty();
  }
}
