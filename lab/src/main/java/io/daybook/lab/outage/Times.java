package io.daybook.lab.outage;

/**
 * How long everything takes, in seconds.
 *
 * @param before how long all is well at first
 * @param away how long the provider is away
 * @param deadline the platform's deadline of a stage
 * @param after how much longer is looked at the platform, when every deadline has passed
 */
record Times(int before, int away, int deadline, int after) {

  static Times of(boolean quick) {
    return quick ? new Times(2, 10, 20, 10) : new Times(5, 60, 80, 10);
  }

  int back() {
    return before + away;
  }

  /** When nothing is waited for any more: the last order was placed as the provider came back. */
  int end() {
    return back() + deadline + after;
  }
}
