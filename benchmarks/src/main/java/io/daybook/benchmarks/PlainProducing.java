package io.daybook.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a producer does that has nothing else to do, in a process of its own.
 *
 * @param perSecond messages that the broker has acknowledged
 * @param bytes of a message, without its headers
 */
record PlainProducing(double perSecond, int bytes) {
  private static final String MAIN = "io.daybook.benchmarks.outbox.PlainProducer";
  private static final String AGAIN = "again.";

  /** Sends again what somebody has told, to other topics. */
  static PlainProducing of(BrokerProcess broker, Teller teller, int messages) throws Exception {
    broker.createTopics(AGAIN + teller.topics(), ToldTypes.FEATURES);
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-cp",
                PolledTeller.libraries(),
                MAIN,
                broker.address(),
                teller.topics().replace(".", "\\.") + "[a-z]+",
                Integer.toString(messages),
                AGAIN)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      var said = out.readLine();
      if (process.waitFor() != 0 || said == null) {
        throw new IOException("The plain producer did not come to its end, having said " + said);
      }
      var words = said.split(" ", -1);
      return new PlainProducing(Double.parseDouble(words[0]), Integer.parseInt(words[1]));
    } finally {
      process.destroy();
    }
  }
}
