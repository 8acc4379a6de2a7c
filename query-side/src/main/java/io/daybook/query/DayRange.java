package io.daybook.query;

import java.time.LocalDate;

/** Days that numbers are asked for, the last of them too. */
public record DayRange(LocalDate from, LocalDate to) {
  private static final int MOST_DAYS = 366;

  /**
   * Days as they are asked for.
   *
   * @throws BadQuery when they are the wrong way round, or too many
   */
  public static DayRange of(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      throw new BadQuery("to", "to must not be before from");
    }
    if (from.plusDays(MOST_DAYS).isBefore(to)) {
      throw new BadQuery("to", "to must be at most " + MOST_DAYS + " days after from");
    }
    return new DayRange(from, to);
  }
}
