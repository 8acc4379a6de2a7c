package io.daybook.benchmarks;

/** One question about the log, asked of all who contend in it. */
interface Suite {
  /** Measures, and adds its rows to the report. */
  void run() throws Exception;
}
