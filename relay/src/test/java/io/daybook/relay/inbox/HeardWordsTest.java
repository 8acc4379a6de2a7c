package io.daybook.relay.inbox;

import static io.daybook.relay.inbox.MessagesForTests.ORDER;
import static io.daybook.relay.inbox.MessagesForTests.SHIPMENT;
import static io.daybook.relay.inbox.MessagesForTests.parcel;
import static io.daybook.relay.inbox.MessagesForTests.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.relay.inbox.Heard.Place;
import io.daybook.relay.inbox.Heard.Riddle;
import io.daybook.relay.inbox.Heard.Wish;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.shipping.DispatchShipment;
import io.daybook.schema.shipping.ShipmentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeardWordsTest {
  @Test
  void goods_that_came_are_received() {
    assertThat(HeardWords.in(receipt(1, "m-1", "TEA", "paper 7", 5)))
        .isEqualTo(
            new Wish(
                "m-1",
                "",
                "m-1",
                "",
                new ReceiveStock(new StockItemId(new Sku("TEA")), "paper 7", 5)));
  }

  @Test
  void a_parcel_that_left_is_dispatched_because_of_what_had_asked_for_it() {
    assertThat(HeardWords.in(parcel(1, ORDER, parcel("m-2", ORDER, SHIPMENT))))
        .isEqualTo(
            new Wish("m-2", ORDER, "c-1", "e-1", new DispatchShipment(ShipmentId.parse(SHIPMENT))));
  }

  @Test
  void order_is_kept_by_key_so_a_message_under_another_key_is_not_done() {
    var under = parcel(1, "order-of-somebody", parcel("m-2", ORDER, SHIPMENT));
    assertThat(HeardWords.in(under)).isEqualTo(new Riddle("m-2", "Its key is not its subject"));
  }

  @Test
  void a_parcel_of_another_order_is_none_of_this_one() {
    var other = "shipment-00000000-0000-4000-8000-000000000000";
    assertThat(HeardWords.in(parcel(1, ORDER, parcel("m-2", ORDER, other))))
        .isEqualTo(new Riddle("m-2", "Its shipment is of another order"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1.0\" | \"0.3\" | It is no CloudEvent 1.0",
        "goods.received.v1 | goods.received.v2 | Its type is not known here",
        "\"quantity\": 5 | \"quantity\": 5.5 | Its quantity is no whole number",
        "\"quantity\": 5 | \"quantity\": 5000000000 | Its quantity is no whole number",
        "\"sku\": \"TEA\" | \"sku\": \"T EA\" | must be 1 to 40 letters, digits, '.', '_' or '-', a letter or digit first",
        "\"subject\": \"TEA\" | \"subject\": \"MUG\" | Its subject is another",
        "\"receiptId\" | \"receipt\" | Its receiptId is none of 1 to 100 characters",
        "paper 7 | paper\\u0000 | Its receiptId is none of 1 to 100 characters",
      })
  void what_breaks_the_contract_is_said_in_words(String part, String instead, String why) {
    var whole = receipt(1, "m-1", "TEA", "paper 7", 5);
    assertThat(whole.body()).contains(part);
    var broken = new Heard(whole.place(), "TEA", whole.body().replace(part, instead));
    assertThat(HeardWords.in(broken)).isEqualTo(new Riddle("m-1", why));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "7",
        "null",
        "{}",
        "{\"id\": 7}",
        "{\"id\": \"\"}",
        "{\"id\": \"ä\"}"
      })
  void what_has_no_id_is_told_from_all_else_by_its_place(String body) {
    var heard = new Heard(new Place(HeardWords.GOODS_RECEIVED, 2, 1_041), "TEA", body);
    assertThat(HeardWords.in(heard)).isInstanceOf(Riddle.class);
    assertThat(HeardWords.in(heard).eventId()).isEmpty();
    assertThat(heard.place()).hasToString("warehouse.goods-received-2-1041");
  }
}
