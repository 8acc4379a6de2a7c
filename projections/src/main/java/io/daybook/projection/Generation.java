package io.daybook.projection;

/**
 * One building of a read model from the log, with tables of its own.
 *
 * @param number from 1; counts on over all versions of the model
 */
public record Generation(ReadModel model, int number) {

  /** The number of the tables that releases before generations have made. */
  public static final int BEFORE_GENERATIONS = 0;

  /** The PostgreSQL schema of its tables. */
  public String schema() {
    return number == BEFORE_GENERATIONS ? model.schema() : model.schema() + "_g" + number;
  }

  /** The name of the processor that follows the log for it, by which its tokens and letters go. */
  public String processor() {
    return number == BEFORE_GENERATIONS ? model.title() : model.title() + "_g" + number;
  }
}
