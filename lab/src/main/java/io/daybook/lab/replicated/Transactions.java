package io.daybook.lab.replicated;

import io.daybook.lab.shop.Part;
import io.daybook.lab.shop.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Two-phase commit with PostgreSQL's own statements. One caller at a time. */
final class Transactions implements AutoCloseable {
  /** Nothing is prepared by that name (any more), or another is just ending it. */
  private static final List<String> ENDED_BY_ANOTHER = List.of("42704", "55000");

  private final Map<Part, Connection> connections = new EnumMap<>(Part.class);

  Transactions(List<Integer> ports) throws SQLException {
    for (var part : Part.values()) {
      connections.put(part, DriverManager.getConnection(Servers.url(part.of(ports))));
    }
  }

  /**
   * Places an order.
   *
   * @param passes is told of each point, and may stand still there
   * @return how it has ended. Fails where the log gives no answer: then others end it
   */
  Verdict place(
      String transaction, String order, String sku, Decisions decisions, Consumer<Point> passes)
      throws Exception {
    for (var entry : connections.entrySet()) {
      entry.getValue().setAutoCommit(false);
      entry.getKey().change(entry.getValue(), order, sku);
    }
    passes.accept(Point.BEFORE_PREPARE);
    var prepared = 0;
    for (var connection : connections.values()) {
      execute(connection, "prepare transaction '" + transaction + "'");
      connection.setAutoCommit(true);
      passes.accept(Point.prepared(++prepared));
    }
    var answer = decisions.propose(transaction, Verdict.COMMIT);
    passes.accept(Point.PROPOSED);
    var verdict = answer.get();
    if (verdict == Verdict.COMMIT) {
      passes.accept(Point.DECIDED);
    }
    var ended = 0;
    for (var part : Part.values()) {
      end(part, transaction, verdict);
      if (verdict == Verdict.COMMIT && ++ended < Part.values().length) {
        passes.accept(Point.committed(ended));
      }
    }
    return verdict;
  }

  /** Ends it on one of the servers, unless it has ended there. */
  void end(Part part, String transaction, Verdict verdict) throws SQLException {
    try {
      execute(
          part.of(List.copyOf(connections.values())),
          (verdict == Verdict.COMMIT ? "commit" : "rollback") + " prepared '" + transaction + "'");
    } catch (SQLException failure) {
      if (!ENDED_BY_ANOTHER.contains(failure.getSQLState())) {
        throw failure;
      }
    }
  }

  /** The names of those that are prepared on one of the servers. */
  List<String> prepared(Part part) throws SQLException {
    var names = new ArrayList<String>();
    try (var statement = part.of(List.copyOf(connections.values())).createStatement();
        var rows = statement.executeQuery("select gid from pg_prepared_xacts")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    for (var connection : connections.values()) {
      connection.close();
    }
  }
}
