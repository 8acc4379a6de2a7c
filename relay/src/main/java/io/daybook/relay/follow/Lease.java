package io.daybook.relay.follow;

/** The right to tell a recipient. */
public final class Lease {
  private final RelayCursor cursor;
  private final RelayCursorTable table;

  Lease(RelayCursor cursor, RelayCursorTable table) {
    this.cursor = cursor;
    this.table = table;
  }

  /**
   * Asks the database whether it holds. One that is lost is noticed without being asked for, within
   * about a second; this is for whoever cannot afford that.
   *
   * @throws LostException when somebody else has claimed the cursor since
   */
  public void check() {
    var epoch = table.find(cursor.name()).map(RelayCursor::epoch).orElse(-1L);
    if (epoch != cursor.epoch()) {
      throw new LostException(
          "Somebody else has claimed %s: its epoch is %d and was %d"
              .formatted(cursor.name(), epoch, cursor.epoch()));
    }
  }
}
