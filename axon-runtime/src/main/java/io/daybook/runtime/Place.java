package io.daybook.runtime;

/** One segment of one event processor. */
record Place(String processor, int segment) {

  /** As {@link #toString} wrote it. */
  static Place parse(String text) {
    var slash = text.lastIndexOf('/');
    return new Place(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
  }

  @Override
  public String toString() {
    return processor + "/" + segment;
  }
}
