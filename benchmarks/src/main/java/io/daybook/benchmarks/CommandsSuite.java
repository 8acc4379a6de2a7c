package io.daybook.benchmarks;

import static io.daybook.benchmarks.Benchmarks.CONNECTIONS;
import static io.daybook.benchmarks.Benchmarks.MANY;

import io.daybook.benchmarks.Results.Row;
import io.daybook.eventstore.MetadataKeys;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/** PlaceOrder and bare appends, against Axon's engine and against plain JDBC. */
final class CommandsSuite implements Suite {
  private static final String ONE_ROW = "one row a commit";
  private static final String AXON_COMMAND = "Axon JDBC engine, PlaceOrder";
  private static final String AXON_APPEND = "Axon JDBC engine, append";
  private static final String DAYBOOK_COMMAND = "Daybook, PlaceOrder";
  private static final String DAYBOOK_APPEND = "Daybook engine, append";

  private final Benchmarks benchmarks;

  CommandsSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    benchmarks.report().heading("Appending");
    try (var server = new Server();
        var daybook = new DaybookLog(server);
        var axon = new AxonJdbc(server, CONNECTIONS);
        var plain = new PlainRows(server, CONNECTIONS, payload(daybook))) {
      var results = benchmarks.interleaved(contenders(daybook, axon, plain));
      var oneRow = Measured.bestOf(results, ONE_ROW);
      benchmarks.report().begin("COPY in");
      var copy = plain.copyIn(benchmarks.measure());
      add(oneRow, null, null, null);
      benchmarks
          .report()
          .add(
              Row.of("commands", "COPY in, 1,000 rows a commit", copy)
                  .against("(b)", copy / oneRow.result().perSecond()));
      var loneRow = Measured.find(results, ONE_ROW, 1);
      add(loneRow, null, null, null);
      var loneAppend = Measured.find(results, DAYBOOK_APPEND, 1);
      add(loneAppend, loneRow, "one row a commit, 1 caller", null);
      for (int callers : new int[] {1, 8, MANY}) {
        compare(results, callers, oneRow);
      }
    }
  }

  private static List<Contender> contenders(DaybookLog daybook, AxonJdbc axon, PlainRows plain) {
    var contenders = new ArrayList<Contender>();
    for (int callers : new int[] {1, 8, 16, 32, 64}) {
      contenders.add(new Contender(ONE_ROW, callers, plain::insert));
    }
    for (int callers : new int[] {1, 8, MANY}) {
      contenders.add(new Contender(AXON_COMMAND, callers, () -> place(axon.commands())));
      contenders.add(new Contender(DAYBOOK_COMMAND, callers, () -> placeNew(daybook.commands())));
      contenders.add(new Contender(AXON_APPEND, callers, () -> Appends.one(axon.engine())));
      contenders.add(new Contender(DAYBOOK_APPEND, callers, () -> Appends.one(daybook.engine())));
    }
    return contenders;
  }

  /** (a) is Axon's engine with as many callers; (b) is one row a commit at its best. */
  private void compare(List<Measured> results, int callers, Measured oneRow) {
    var axonCommand = Measured.find(results, AXON_COMMAND, callers);
    var daybookCommand = Measured.find(results, DAYBOOK_COMMAND, callers);
    var daybookAppend = Measured.find(results, DAYBOOK_APPEND, callers);
    var axonAppend = Measured.find(results, AXON_APPEND, callers);
    add(axonAppend, oneRow, "(b)", null);
    add(daybookAppend, oneRow, "(b)", Map.of(MANY, 1.8).get(callers));
    add(daybookAppend, axonAppend, "(a)", Map.of(1, 1.0).get(callers));
    add(axonCommand, null, null, null);
    add(daybookCommand, axonCommand, "(a)", Map.of(1, 1.0, MANY, 8.0).get(callers));
    add(daybookCommand, oneRow, "(b)", Map.of(MANY, 2.0).get(callers));
  }

  private void add(
      Measured one, @Nullable Measured base, @Nullable String baseName, @Nullable Double target) {
    benchmarks.add("commands", one, base, baseName, target);
  }

  private static void place(CommandGateway commands) {
    commands.sendAndWait(SampleOrders.place());
  }

  /** As the REST API does, which takes every key to be a new one. */
  private static void placeNew(CommandGateway commands) {
    commands.sendAndWait(
        new GenericCommandMessage<>(
            SampleOrders.place(), Map.of(MetadataKeys.PRESUMED_NEW, "true")));
  }

  private static String payload(DaybookLog daybook) throws SQLException {
    Appends.one(daybook.engine());
    return daybook.aPayload();
  }
}
