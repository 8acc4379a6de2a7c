package io.daybook.benchmarks;

/** Who is measured, with how many callers at once. */
record Contender(String name, int callers, Load.Operation operation) {}
