package com.example.warehouse;

import com.example.warehouse.PickTable.Pick;
import java.util.Map;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens at the shelves, each with what Daybook is told of it in one transaction: so neither
 * is ever without the other.
 */
final class Stock {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ShelfTable shelves;
  private final PickTable picks;
  private final AnswerTable answers;
  private final TransactionOperations transaction;

  Stock(
      ShelfTable shelves, PickTable picks, AnswerTable answers, TransactionOperations transaction) {
    this.shelves = shelves;
    this.picks = picks;
    this.answers = answers;
    this.transaction = transaction;
  }

  /** What became of goods that were brought. */
  enum Receipt {
    BOOKED,
    BOOKED_BEFORE,
    /** The paper was booked with another number of units. */
    CONTRADICTED
  }

  /** Goods have come by a paper. */
  Receipt receive(String receiptId, String sku, int quantity) {
    var outcome =
        transaction.execute(
            _ -> {
              var before = shelves.book(sku, receiptId, quantity);
              if (before.isPresent()) {
                return before.get() == quantity ? Receipt.BOOKED_BEFORE : Receipt.CONTRADICTED;
              }
              var data = Map.of("receiptId", receiptId, "sku", sku, "quantity", quantity);
              answers.add(
                  "warehouse.goods-received",
                  "warehouse.goods.received.v1",
                  sku,
                  sku + "/" + receiptId,
                  JSON.writeValueAsString(data));
              return Receipt.BOOKED;
            });
    return java.util.Objects.requireNonNull(outcome);
  }

  /** A parcel leaves, unless its list is not open any more. */
  boolean dispatch(Pick pick) {
    var left =
        transaction.execute(
            _ -> {
              if (!picks.dispatch(pick.shipmentId())) {
                return false;
              }
              shelves.move(pick.shipmentId(), false);
              var data = Map.of("orderId", pick.orderId(), "shipmentId", pick.shipmentId());
              answers.add(
                  "warehouse.parcel-dispatched",
                  "warehouse.parcel.dispatched.v1",
                  pick.orderId(),
                  pick.shipmentId(),
                  JSON.writeValueAsString(data),
                  pick);
              return true;
            });
    return Boolean.TRUE.equals(left);
  }
}
