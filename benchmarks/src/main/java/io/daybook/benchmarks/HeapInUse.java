package io.daybook.benchmarks;

import java.lang.management.ManagementFactory;

/** How much of the heap is reachable. */
final class HeapInUse {

  /** After a collection of everything, which takes its time. */
  double mebibytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20);
  }
}
