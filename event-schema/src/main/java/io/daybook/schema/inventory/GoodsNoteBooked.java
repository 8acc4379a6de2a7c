package io.daybook.schema.inventory;

import io.daybook.schema.catalog.Sku;
import org.axonframework.serialization.Revision;

/**
 * The paper by which goods come into stock, a delivery note or a return, is booked. It is the only
 * event of its stream and is appended together with the movement, so the log itself knows for ever
 * that the note was booked, and with how many units. Whoever brings a note again is answered by it.
 *
 * @param reference {@code receipt/<receiptId>} or {@code return-<uuid>}
 */
@Revision("1")
public record GoodsNoteBooked(GoodsNoteId noteId, Sku sku, String reference, int quantity) {

  /** What is booked once this command is carried out. */
  public static GoodsNoteBooked of(ReceiveStock command) {
    return of(command.stockItemId().sku(), "receipt/" + command.receiptId(), command.quantity());
  }

  /** What is booked once this command is carried out. */
  public static GoodsNoteBooked of(RestockGoods command) {
    return of(command.stockItemId().sku(), command.returnId().toString(), command.quantity());
  }

  private static GoodsNoteBooked of(Sku sku, String reference, int quantity) {
    return new GoodsNoteBooked(GoodsNoteId.of(sku, reference), sku, reference, quantity);
  }
}
