package io.daybook.command.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.AdjustStock;
import io.daybook.schema.inventory.CommitStock;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.ReleaseStock;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.RestockGoods;
import io.daybook.schema.inventory.StockCommitted;
import io.daybook.schema.inventory.StockEvent;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.ReturnId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StockItemTest {
  private static final StockItemId ID = new StockItemId(new Sku("TEA"));
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final OrderId OTHER = new OrderId(new UUID(1, 2));

  private StockItem item = StockItem.UNKNOWN;

  @Test
  void a_note_of_a_release_without_goods_notes_counts_once_and_for_one_quantity() {
    happen(item.decide(new ReceiveStock(ID, "r 1", 10)));
    assertThat(item.decide(new ReceiveStock(ID, "r 1", 10))).isEmpty();
    assertRefused("goods-note-reused", () -> item.decide(new ReceiveStock(ID, "r 1", 11)));
    assertThat(item.onHand()).isEqualTo(10);
  }

  @Test
  void a_reservation_is_all_or_nothing_and_counts_once() {
    receive(10);
    happen(item.decide(new ReserveStock(ID, ORDER, 7)));
    assertThat(item.decide(new ReserveStock(ID, ORDER, 7))).isEmpty();
    assertRefused("one-reservation-per-order", () -> item.decide(new ReserveStock(ID, ORDER, 6)));
    assertThat(item.decide(new ReserveStock(ID, OTHER, 4)))
        .containsExactly(new StockReservationRefused(ID.sku(), OTHER, 4, 3));
  }

  @Test
  void an_unknown_sku_refuses_and_does_not_fail() {
    assertThat(item.decide(new ReserveStock(ID, ORDER, 1)))
        .singleElement()
        .isInstanceOf(StockReservationRefused.class);
  }

  @Test
  void a_refusal_stands_when_goods_come_before_it_is_asked_again() {
    happen(item.decide(new ReserveStock(ID, ORDER, 1)));
    receive(10);
    assertThat(item.decide(new ReserveStock(ID, ORDER, 1)))
        .singleElement()
        .isInstanceOf(StockReservationRefused.class);
    assertThat(item.decide(new ReserveStock(ID, OTHER, 1)))
        .containsExactly(new StockReserved(ID.sku(), OTHER, 1));
  }

  @Test
  void what_0_1_0_has_refused_and_then_reserved_can_be_released_and_committed() {
    happen(List.of(new StockReservationRefused(ID.sku(), ORDER, 1, 0)));
    receive(10);
    happen(List.of(new StockReserved(ID.sku(), ORDER, 1)));
    assertThat(item.decide(new CommitStock(ID, ORDER)))
        .containsExactly(new StockCommitted(ID.sku(), ORDER, 1));
    happen(item.decide(new ReleaseStock(ID, ORDER)));
    assertThat(item.reserved()).isZero();
  }

  @Test
  void a_release_before_its_reservation_makes_the_late_reservation_harmless() {
    receive(10);
    var early = item.decide(new ReleaseStock(ID, ORDER));
    assertThat(early).containsExactly(new StockReleased(ID.sku(), ORDER, 0));
    happen(early);
    assertThat(item.decide(new ReserveStock(ID, ORDER, 1)))
        .singleElement()
        .isInstanceOf(StockReservationRefused.class);
  }

  @Test
  void committed_goods_are_gone_and_cannot_be_released() {
    receive(10);
    happen(item.decide(new ReserveStock(ID, ORDER, 4)));
    happen(item.decide(new CommitStock(ID, ORDER)));
    assertThat(item.decide(new CommitStock(ID, ORDER))).isEmpty();
    assertRefused("close-a-reservation-once", () -> item.decide(new ReleaseStock(ID, ORDER)));
    assertThat(item.onHand()).isEqualTo(6);
    assertThat(item.reserved()).isZero();
  }

  @Test
  void released_goods_cannot_leave_with_the_order() {
    receive(10);
    happen(item.decide(new ReserveStock(ID, ORDER, 4)));
    happen(item.decide(new ReleaseStock(ID, ORDER)));
    assertThat(item.decide(new ReleaseStock(ID, ORDER))).isEmpty();
    assertRefused("close-a-reservation-once", () -> item.decide(new CommitStock(ID, ORDER)));
  }

  /**
   * A saga repeats the commands of one batch of events, all of them. It sends what consumes a
   * reservation only in a later batch than what makes it, so what follows a forgotten reservation
   * is at most its release.
   */
  @Test
  void a_reservation_that_is_repeated_after_it_was_forgotten_leaves_nothing_behind() {
    receive(10);
    for (int times = 0; times < 2; times++) {
      happen(item.decide(new ReserveStock(ID, ORDER, 4)));
      happen(item.decide(new ReleaseStock(ID, ORDER)));
      forgetAll();
    }
    assertThat(item.onHand()).isEqualTo(10);
    assertThat(item.reserved()).isZero();
    happen(item.decide(new ReserveStock(ID, OTHER, 4)));
    happen(item.decide(new CommitStock(ID, OTHER)));
    forgetAll();
    assertRefused("commit-what-is-reserved", () -> item.decide(new CommitStock(ID, OTHER)));
    assertThat(item.onHand()).isEqualTo(6);
  }

  @Test
  void a_return_is_restocked_once() {
    receive(1);
    var back = new RestockGoods(ID, ORDER, new ReturnId(new UUID(3, 3)), 2);
    happen(item.decide(back));
    assertThat(item.decide(back)).isEmpty();
    var other = new RestockGoods(ID, ORDER, back.returnId(), 1);
    assertRefused("goods-note-reused", () -> item.decide(other));
    assertThat(item.onHand()).isEqualTo(3);
  }

  @Test
  void a_count_below_the_reservations_and_a_quantity_of_nothing_are_refused() {
    receive(10);
    happen(item.decide(new ReserveStock(ID, ORDER, 7)));
    assertThatThrownBy(() -> item.decide(new AdjustStock(ID, 6, "count")))
        .isInstanceOfSatisfying(
            DomainRejection.class,
            r -> assertThat(r.rule()).isEqualTo("count-covers-reservations"));
    assertThatThrownBy(() -> item.decide(new ReserveStock(ID, OTHER, 0)))
        .isInstanceOf(DomainRejection.class);
    assertThatThrownBy(() -> item.decide(new ReceiveStock(ID, "r9", StockItem.MAX_ON_HAND)))
        .isInstanceOf(DomainRejection.class);
  }

  @Test
  void no_sequence_of_commands_oversells_or_loses_a_unit() {
    var random = new Random(42);
    receive(50);
    for (int times = 0; times < 5_000; times++) {
      int i = times;
      var order = new OrderId(new UUID(9, random.nextInt(300)));
      var decision =
          switch (random.nextInt(3)) {
            case 0 -> tried(() -> item.decide(new ReserveStock(ID, order, 1 + i % 9)));
            case 1 -> tried(() -> item.decide(new ReleaseStock(ID, order)));
            default -> tried(() -> item.decide(new CommitStock(ID, order)));
          };
      happen(decision);
      assertThat(item.reserved()).isBetween(0, item.onHand());
      assertThat(item.open().byOrder().values().stream().mapToInt(n -> n).sum())
          .isEqualTo(item.reserved());
    }
  }

  @Test
  void a_stock_that_cannot_be_cannot_be_made() {
    var one = Reservations.NONE.with(ORDER, 1);
    for (var making :
        List.<ThrowingCallable>of(
            () -> new StockItem(true, 1, 2, Reservations.NONE, RecentKeys.NONE),
            () -> new StockItem(true, 1, -1, Reservations.NONE, RecentKeys.NONE),
            () -> new StockItem(true, -1, 0, Reservations.NONE, RecentKeys.NONE),
            () -> new StockItem(false, 1, 0, Reservations.NONE, RecentKeys.NONE),
            () -> new StockItem(true, 1, 0, one, RecentKeys.NONE))) {
      assertThatThrownBy(making)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("It must hold that ");
    }
  }

  @Test
  void a_snapshot_is_read_as_it_was_written() {
    receive(10);
    happen(item.decide(new ReserveStock(ID, ORDER, 7)));
    happen(item.decide(new ReleaseStock(ID, OTHER)));
    var json =
        JsonMapper.builder()
            .changeDefaultVisibility(
                v ->
                    v.withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                        .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
            .build();
    assertThat(json.readValue(json.writeValueAsString(item), StockItem.class)).isEqualTo(item);
  }

  private void forgetAll() {
    for (int i = 0; i < RecentKeys.LIMIT; i++) {
      happen(List.of(new StockReleased(ID.sku(), new OrderId(UUID.randomUUID()), 0)));
    }
  }

  private static List<StockEvent> tried(Supplier<List<StockEvent>> decision) {
    try {
      return decision.get();
    } catch (DomainRejection refused) {
      return List.of();
    }
  }

  private static void assertRefused(String rule, ThrowingCallable command) {
    assertThatThrownBy(command)
        .isInstanceOfSatisfying(
            DomainRejection.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
  }

  private void receive(int units) {
    happen(item.decide(new ReceiveStock(ID, "first", units)));
  }

  private void happen(List<StockEvent> events) {
    for (var event : events) {
      item = item.evolve(event);
    }
  }
}
