package io.daybook.saga.fulfilment;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * Which deadline runs while something is waited for. The aliases are the stages that were stored in
 * its place before revision 2 of the saga.
 */
enum Deadline {
  /** A program answers: an aggregate of ours, or the other side of a call. */
  @JsonAlias({
    "AUTHORIZING",
    "RESERVING",
    "BOOKING",
    "CAPTURING",
    "CONFIRMING",
    "STARTING_PICKING",
    "STOPPING_PICKING",
    "REFUNDING",
    "CANCELLING_BOOKING",
    "RELEASING",
    "VOIDING",
    "CANCELLING_ORDER",
    "ENDED"
  })
  ANSWER,
  /** The warehouse works on it. */
  PICKING,
  /** The carrier works on it. */
  @JsonAlias("DELIVERING")
  DELIVERY
}
