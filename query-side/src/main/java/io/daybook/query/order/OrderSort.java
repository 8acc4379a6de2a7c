package io.daybook.query.order;

import io.daybook.query.Paging.Way;

/** How a list of orders is ordered, by business time. */
enum OrderSort {
  ORDERED_AT_DESC(Way.DOWN),
  ORDERED_AT_ASC(Way.UP);

  private final Way way;

  OrderSort(Way way) {
    this.way = way;
  }

  Way way() {
    return way;
  }
}
