package io.daybook.lab.dualwrite;

/** How a reader of the topic does once what it reads. */
enum Reading {
  OFFSET_FIRST("first the offset, then the effect"),
  EFFECT_FIRST("first the effect, then the offset; no inbox"),
  INBOX("the same, with an inbox in the transaction of the effect");

  private final String words;

  Reading(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
