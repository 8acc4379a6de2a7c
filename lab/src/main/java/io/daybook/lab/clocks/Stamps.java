package io.daybook.lab.clocks;

/** The times that one kind of clock has given to the events of a history, by their index in it. */
interface Stamps {

  /** Which of two events is the earlier one by this clock. */
  Told told(int one, int other);

  /** Orders by a number, and by another where those are the same. */
  static Stamps byNumbers(long[] first, long[] second) {
    return (one, other) -> {
      var order = Long.compare(first[one], first[other]);
      if (order == 0) {
        order = Long.compare(second[one], second[other]);
      }
      return order < 0 ? Told.BEFORE : order > 0 ? Told.AFTER : Told.NEITHER;
    };
  }
}
