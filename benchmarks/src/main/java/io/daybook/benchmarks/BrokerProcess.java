package io.daybook.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A Kafka broker of one node in a process of its own: that of samples/broker. */
final class BrokerProcess implements AutoCloseable {
  static final int PARTITIONS = 6;
  private static final Path BUILT = Path.of("samples", "broker", "target", "classes");
  private static final long PATIENCE_SECONDS = 60;

  private final Path directory = Files.createTempDirectory("daybook-benchmarks-kafka");
  private final int port = freePort();
  private final Process process;

  BrokerProcess() throws Exception {
    process = java();
    try (var admin = admin()) {
      var unused = admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Topics whose names begin so, one for each feature. */
  void createTopics(String prefix, Set<String> features) throws Exception {
    try (var admin = admin()) {
      admin
          .createTopics(
              features.stream()
                  .map(feature -> new NewTopic(prefix + feature, PARTITIONS, (short) 1))
                  .toList())
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()));
  }

  private Process java() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            BUILT + ":" + Files.readString(BUILT.resolve("broker.classpath")).strip(),
            "io.daybook.samples.broker.Broker",
            directory.resolve("broker").toString(),
            Integer.toString(port),
            Integer.toString(freePort()))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("broker.log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    Teller.end(process);
  }
}
