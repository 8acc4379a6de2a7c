package io.daybook.lab.history;

import io.daybook.eventstore.testing.PostgresPair;
import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.platform.Platform;
import io.daybook.lab.platform.Shape;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Experiment 7: what is recorded of several clients is held against what the platform promises. */
public final class ReadsAndWrites implements Experiment {
  private static final int STREAMS = 3;

  /** While there is no primary each of them takes as long as its client has patience. */
  private static final int AWAY_OPERATIONS = 10;

  private static final String ROLES = "command,query,projection";
  private static final List<Integer> KILLED = List.of(1, 0, 1);
  private static final List<Failover> FAILOVERS = List.of(Failover.KILLED, Failover.CUT_OFF);

  /** A server that is silent is given up after two seconds. */
  private static final Shape SHAPE =
      Shape.of(List.of(new Shape.Node("a", ROLES), new Shape.Node("b", ROLES)))
          .told(
              "--spring.datasource.hikari.connection-timeout=2000",
              "--spring.datasource.hikari.data-source-properties.connectTimeout=2");

  @Override
  public String name() {
    return "reads-and-writes";
  }

  @Override
  public String question() {
    return "What may a client of two processes rely on when it writes and reads, also while one of"
        + " them is killed, or PostgreSQL fails over?";
  }

  @Override
  public Result run(boolean quick, Says says) throws Exception {
    if (!Platform.isBuilt()) {
      throw new IllegalStateException("The platform is not built: ./mvnw -pl app -am package");
    }
    return Findings.of(record(quick, says));
  }

  /**
   * Has clients ask two processes, which are killed in turn; then PostgreSQL's primary is killed,
   * and the next one cut off while it lives.
   */
  static Recorded record(boolean quick, Says says) throws Exception {
    says.line("Daybook is started in two processes on PostgreSQL and its synchronous standby");
    try (var servers = new PostgresPair(Files.createTempDirectory("lab-postgres"));
        var platform = new Platform(SHAPE, servers)) {
      platform.start();
      var streams = new ArrayList<String>();
      for (int i = 0; i < STREAMS; i++) {
        streams.add(Door.STREAM + platform.product());
      }
      try (var clients = new Clients(new Door(platform), streams)) {
        clients.start();
        clients.awaitMore(quick ? 300 : 5_000, quick ? 5 : 45);
        says.line("%,d operations in calm".formatted(clients.count()));
        var killed = quick ? KILLED.subList(0, 1) : KILLED;
        for (int node : killed) {
          platform.process(node).kill();
          says.line("node %d is killed after %,d operations".formatted(node, clients.count()));
          clients.awaitMore(quick ? 10 : 100, quick ? 1 : 5);
          platform.process(node).start();
          platform.process(node).awaitUp();
          clients.awaitMore(quick ? 100 : 1_000, quick ? 2 : 10);
        }
        var failovers = quick ? FAILOVERS.subList(0, 1) : FAILOVERS;
        for (var failover : failovers) {
          failOver(failover, servers, clients, quick, says);
        }
        var history = clients.stop();
        says.line("%,d operations in all".formatted(history.size()));
        return new Recorded(history, log(platform), killed.size(), failovers.size());
      }
    }
  }

  private static void failOver(
      Failover failover, PostgresPair servers, Clients clients, boolean quick, Says says)
      throws Exception {
    switch (failover) {
      case KILLED -> servers.killPrimary();
      case CUT_OFF -> servers.cutOffPrimary();
    }
    clients.awaitMore(AWAY_OPERATIONS, quick ? 1 : 5);
    servers.promote();
    says.line(
        "the primary is %s after %,d operations, and its standby promoted"
            .formatted(failover.words, clients.count()));
    var acknowledged = clients.acknowledged();
    clients.awaitAcknowledged(acknowledged + (quick ? 10 : 100));
    servers.rebuild();
    clients.awaitMore(quick ? 100 : 1_000, quick ? 2 : 10);
  }

  private enum Failover {
    KILLED("killed"),
    CUT_OFF("cut off while it lives");

    private final String words;

    Failover(String words) {
      this.words = words;
    }
  }

  /**
   * A history, and the log when it was over.
   *
   * @param kills how often a process was killed meanwhile
   * @param failovers how often the standby became the primary
   */
  record Recorded(List<Operation> history, Log log, int kills, int failovers) {}

  private static Log log(Platform platform) throws Exception {
    return new Log(
        platform
            .rows(
                """
                select position, stream, version,
                       case when payload_type like '%ProductRenamed' or payload_type like '%ProductListed'
                            then payload ->> 'name' end
                  from event_log.domain_event order by position
                """)
            .stream()
            .map(
                row ->
                    new Log.Entry(
                        Long.parseLong(row.getFirst()),
                        row.get(1),
                        Long.parseLong(row.get(2)),
                        row.get(3)))
            .toList());
  }
}
