package io.daybook.lab.blocked;

import io.daybook.lab.shop.Part;

/** Somebody who decides by hand what the coordinator does not. */
enum Operator {
  ROLLS_BACK("rolls back all that is prepared"),
  COMMITS("commits all that is prepared"),
  MIXES("commits the payment, rolls back the others");

  private final String words;

  Operator(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** What is typed for a prepared transaction. */
  String statement(Part part, String gid) {
    var commits =
        switch (this) {
          case ROLLS_BACK -> false;
          case COMMITS -> true;
          case MIXES -> part == Part.PAYMENTS;
        };
    return (commits ? "commit" : "rollback") + " prepared '" + gid + "'";
  }
}
