package io.daybook.schema;

/** Asks an aggregate to do something. Its component that names the aggregate routes it there. */
public interface Command {}
