package io.daybook.app.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.eventstore.testing.PrincipalForTests;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.RestockGoods;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.ReturnId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Goods that come with a note come once, however often the note is brought. */
class GoodsNotesIT extends PlatformForTests {
  /** More than an aggregate remembers. */
  private static final int MANY = 2_100;

  CommandGateway commands;

  @Autowired
  void sendCommandsThrough(CommandBus bus) {
    commands = PrincipalForTests.gateway(bus);
  }

  @Test
  void a_delivery_note_and_a_return_are_known_for_ever() {
    var sku = product("A-", "3.00", 10);
    var id = new StockItemId(new Sku(sku));
    var back =
        new RestockGoods(id, new OrderId(UUID.randomUUID()), new ReturnId(UUID.randomUUID()), 3);
    commands.sendAndWait(back);
    var others =
        IntStream.range(0, MANY)
            .mapToObj(i -> commands.send(new ReceiveStock(id, "other-" + i, 1)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(others).join();
    var path = "/api/stock/" + sku + "/receipts";
    assertThat(post(path, Map.of("receiptId", "r1", "quantity", 10)).status()).isEqualTo(204);
    var other = post(path, Map.of("receiptId", "r1", "quantity", 11));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body().path("rule").asString()).isEqualTo("goods-note-reused");
    commands.sendAndWait(back);
    await()
        .untilAsserted(
            () ->
                assertThat(query("{stockLevel(sku: \"" + sku + "\") {onHand}}").toString())
                    .contains("\"onHand\":" + (10 + 3 + MANY)));
  }

  @Test
  void of_many_who_bring_the_same_note_at_the_same_time_one_is_booked() {
    var sku = "RACE-" + UUID.randomUUID().toString().substring(0, 8);
    var note = new ReceiveStock(new StockItemId(new Sku(sku)), "r1", 7);
    var all =
        IntStream.range(0, 200)
            .mapToObj(_ -> commands.send(note))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join();
    assertThat(
            jdbc.queryForList(
                """
                select payload_type from event_log.domain_event
                 where payload ->> 'sku' = ? order by position
                """,
                String.class,
                sku))
        .containsExactlyInAnyOrder(
            "io.daybook.schema.inventory.StockItemRegistered",
            "io.daybook.schema.inventory.StockReceived",
            "io.daybook.schema.inventory.GoodsNoteBooked");
  }
}
