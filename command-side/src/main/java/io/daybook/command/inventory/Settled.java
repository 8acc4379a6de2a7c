package io.daybook.command.inventory;

/** How something was settled that must not happen twice. */
sealed interface Settled {

  /** How a reservation was closed, or that it was refused. */
  enum Closing implements Settled {
    REFUSED,
    RELEASED,
    COMMITTED
  }

  /** How many units came with a note of a release that kept no goods notes. */
  record Arrived(int units) implements Settled {}

  /**
   * Reads one word: {@code refused}, {@code released}, {@code committed}, or how many units
   * arrived.
   */
  static Settled read(String word) {
    return switch (word) {
      case "refused" -> Closing.REFUSED;
      case "released" -> Closing.RELEASED;
      case "committed" -> Closing.COMMITTED;
      default -> new Arrived(Integer.parseInt(word));
    };
  }

  /** The word that is read. */
  default String word() {
    return switch (this) {
      case Closing.REFUSED -> "refused";
      case Closing.RELEASED -> "released";
      case Closing.COMMITTED -> "committed";
      case Arrived arrived -> Integer.toString(arrived.units());
    };
  }
}
