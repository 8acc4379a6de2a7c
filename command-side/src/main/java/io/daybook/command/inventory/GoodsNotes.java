package io.daybook.command.inventory;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.inventory.GoodsNoteBooked;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * The papers by which goods came into stock, each a stream of one event. It is appended in the unit
 * of work of the movement, all or none, and {@code (stream, version)} is unique in the log: so a
 * note is known for ever, and no aggregate grows with it.
 */
@Component
class GoodsNotes {
  private final EventStore log;

  GoodsNotes(EventStore log) {
    this.log = log;
  }

  /**
   * Whether the note is booked; one look into the log.
   *
   * @throws DomainRejection when it is booked with another number of units
   */
  boolean isBooked(GoodsNoteBooked note) {
    var stream = log.readEvents(note.noteId().toString());
    if (!stream.hasNext()) {
      return false;
    }
    var booked = (GoodsNoteBooked) stream.next().getPayload();
    if (!booked.equals(note)) {
      throw DomainRejection.ofRequest(
          "goods-note-reused",
          "BOOKED",
          note.reference()
              + " of "
              + note.sku()
              + " is booked with "
              + booked.quantity()
              + " units, not "
              + note.quantity());
    }
    return true;
  }

  /** Books a note beside the events that are applied in this unit of work. */
  void book(GoodsNoteBooked note) {
    log.publish(new GenericDomainEventMessage<>("GoodsNote", note.noteId().toString(), 0, note));
  }
}
