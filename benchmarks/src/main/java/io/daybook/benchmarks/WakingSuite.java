package io.daybook.benchmarks;

import java.util.List;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;

/** From before an append until a reader has it: in the same process, and in another. */
final class WakingSuite implements Suite {
  private final Benchmarks benchmarks;

  WakingSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    benchmarks.report().heading("From append to reader");
    try (var server = new Server();
        var here = new DaybookLog(server);
        var there = new DaybookLog(server, here.database());
        var own = here.events().openStream(here.engine().createHeadToken());
        var other = there.events().openStream(there.engine().createHeadToken())) {
      var results =
          benchmarks.interleaved(
              List.of(
                  new Contender("reader of this process", 1, () -> appendAndAwait(here, own)),
                  new Contender(
                      "reader of another process", 1, () -> appendAndAwait(here, other))));
      benchmarks.add("waking", results.get(0), null, null, null);
      benchmarks.add("waking", results.get(1), results.get(0), "this process", null);
    }
  }

  private static void appendAndAwait(DaybookLog log, BlockingStream<TrackedEventMessage<?>> reader)
      throws InterruptedException {
    var message = Appends.event();
    log.engine().appendEvents(message);
    while (!reader.nextAvailable().getIdentifier().equals(message.getIdentifier())) {
      // an event of before
    }
  }
}
