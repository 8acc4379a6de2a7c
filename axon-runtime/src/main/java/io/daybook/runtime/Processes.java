package io.daybook.runtime;

import java.util.Set;
import java.util.stream.Collectors;

/** The processes on this database that follow the log. */
public final class Processes {
  private final String me;
  private final ProcessTable table;

  Processes(String me, ProcessTable table) {
    this.me = me;
    this.table = table;
  }

  /** The name of this process, which no other has or had. */
  public String me() {
    return me;
  }

  /** The names of those that have lately given a sign of life. */
  public Set<String> there() {
    return table.there().stream().map(Division.Runner::name).collect(Collectors.toSet());
  }
}
