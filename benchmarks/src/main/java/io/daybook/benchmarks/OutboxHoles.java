package io.daybook.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is wrong with an outbox table that many transactions write at once, counted: a cursor of ids
 * passes those that are committed late, and two pollers that skip what the other has locked send
 * later events of a key before earlier ones.
 */
final class OutboxHoles {
  private static final int WRITERS = 16;
  private static final int PAGE = 100;

  /** One business transaction in so many takes longer after it has got its id. */
  private static final int SLOW = 50;

  private static final String TABLE =
      """
      create table outbox (id bigint generated always as identity primary key, key int not null, number int not null);
      create table outbox_kept (id bigint primary key);
      """;

  private static final String INSERT =
      """
      with row as (insert into outbox (key, number) values (?, ?) returning id)
      insert into outbox_kept select id from row
      """;

  private final Server server;
  private final String database;
  private final int eachWriter;
  private final AtomicInteger writing = new AtomicInteger(WRITERS);

  OutboxHoles(Server server, int events) throws SQLException {
    this.server = server;
    this.database = server.newDatabase();
    this.eachWriter = events / WRITERS;
    try (var connection = server.connect(database);
        var statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
  }

  /**
   * What was seen.
   *
   * @param written rows, by as many transactions
   * @param lost never read by who remembers the last id
   * @param outOfOrder sent by one of two pollers after a later one of its key
   */
  record Seen(int written, int lost, int outOfOrder) {}

  Seen count() throws Exception {
    var sent = new ConcurrentLinkedQueue<int[]>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var cursor = threads.submit(this::followIds);
      var pollers = List.of(threads.submit(() -> poll(sent)), threads.submit(() -> poll(sent)));
      var writers = new ArrayList<java.util.concurrent.Future<?>>();
      for (int key = 0; key < WRITERS; key++) {
        var own = key;
        writers.add(threads.submit(() -> write(own)));
      }
      for (var one : writers) {
        one.get();
      }
      var read = cursor.get();
      for (var one : pollers) {
        one.get();
      }
      var written = eachWriter * WRITERS;
      return new Seen(written, written - read.size(), outOfOrder(sent));
    }
  }

  /** Each writer has a key of its own, so that the events of a key are committed in their order. */
  private Void write(int key) throws SQLException {
    try (var connection = server.connect(database);
        var insert = connection.prepareStatement(INSERT);
        var work = connection.prepareStatement("select pg_sleep(0.01)")) {
      connection.setAutoCommit(false);
      for (int number = 0; number < eachWriter; number++) {
        insert.setInt(1, key);
        insert.setInt(2, number);
        insert.executeUpdate();
        if (ThreadLocalRandom.current().nextInt(SLOW) == 0) {
          work.execute();
        }
        connection.commit();
      }
    } finally {
      writing.decrementAndGet();
    }
    return null;
  }

  /** Remembers the last id, and asks for what is behind it. */
  private Set<Long> followIds() throws SQLException {
    var read = new HashSet<Long>();
    try (var connection = server.connect(database);
        var after =
            connection.prepareStatement(
                "select id from outbox_kept where id > ? order by id limit " + PAGE)) {
      var last = 0L;
      while (true) {
        var ended = writing.get() == 0; // before the look, so that nothing can come after it
        after.setLong(1, last);
        var found = 0;
        try (var rows = after.executeQuery()) {
          while (rows.next()) {
            last = rows.getLong(1);
            read.add(last);
            found++;
          }
        }
        if (ended && found == 0) {
          return read;
        }
      }
    }
  }

  /** Takes what nobody has locked, sends it, and deletes it. */
  private Void poll(ConcurrentLinkedQueue<int[]> sent) throws SQLException {
    try (var connection = server.connect(database);
        var take =
            connection.prepareStatement(
                "select id, key, number from outbox order by id limit "
                    + PAGE
                    + " for update skip locked");
        var done = connection.prepareStatement("delete from outbox where id = any (?)")) {
      connection.setAutoCommit(false);
      while (true) {
        var ended = writing.get() == 0;
        var ids = new ArrayList<Long>();
        try (var rows = take.executeQuery()) {
          while (rows.next()) {
            ids.add(rows.getLong(1));
            sent.add(new int[] {rows.getInt(2), rows.getInt(3)});
          }
        }
        remove(connection, done, ids);
        if (ended && ids.isEmpty()) {
          return null;
        }
      }
    }
  }

  private static void remove(Connection connection, java.sql.PreparedStatement done, List<Long> ids)
      throws SQLException {
    done.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
    done.executeUpdate();
    connection.commit();
  }

  private static int outOfOrder(Iterable<int[]> sent) {
    var last = new HashMap<Integer, Integer>();
    var late = 0;
    for (var one : sent) {
      var before = last.merge(one[0], one[1], Math::max);
      if (before > one[1]) {
        late++;
      }
    }
    return late;
  }
}
