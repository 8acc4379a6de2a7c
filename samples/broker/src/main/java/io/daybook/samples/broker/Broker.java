package io.daybook.samples.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.tools.StorageTool;

/** One broker in KRaft mode, which is its own controller. Its data stays where it is. */
public final class Broker {
  private Broker() {}

  /**
   * Runs until it is told to stop.
   *
   * @param arguments the directory of its data, its port on the loopback interface, and the port of
   *     its controller
   */
  public static void main(String[] arguments) throws IOException {
    var directory = Path.of(arguments[0]).toAbsolutePath();
    var port = Integer.parseInt(arguments[1]);
    var controller = Integer.parseInt(arguments[2]);
    Files.createDirectories(directory);
    var properties = directory.resolve("server.properties");
    Files.writeString(properties, properties(directory, port, controller));
    if (!Files.exists(directory.resolve("data").resolve("meta.properties"))) {
      var format = new String[] {"format", "-t", "ZGF5Ym9vay1icm9rZXItMQ", "-c", "" + properties};
      var code = StorageTool.execute(format, System.out);
      if (code != 0) {
        System.exit(code);
      }
    }
    kafka.Kafka.main(new String[] {properties.toString()});
  }

  private static String properties(Path directory, int port, int controller) {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%3$d
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d
        log.dirs=%1$s/data
        broker.heartbeat.interval.ms=500
        broker.session.timeout.ms=2000
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        log.cleaner.dedupe.buffer.size=4194304
        """
        .formatted(directory, port, controller);
  }
}
