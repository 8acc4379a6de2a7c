package io.daybook.app.seeing;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.testing.KillablePostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * A platform whose log does not answer, whose commands fail, that has no connection and no thread
 * left, and whose processors stand for longer than a minute. It takes some minutes, so only with
 * {@code -Ddaybook.alerts=all}.
 */
@EnabledIfSystemProperty(named = "daybook.alerts", matches = "all")
class AlertsInTroubleIT extends WatchedPlatform {
  @Autowired CommandBus bus;
  @Autowired CommandGateway gateway;

  @Autowired
  @Qualifier("dataSource")
  DataSource pool;

  @Test
  void commands_that_fail_or_lose_their_races_fire_and_clear() {
    var racing = command("Races", _ -> fail(new ConcurrencyException("of alerts")));
    prometheus.awaitClear("DaybookCommandsFail", "DaybookCommandsRetried");
    gateway.send(racing).exceptionally(_ -> "lost").join();
    prometheus.awaitFiring("DaybookCommandsRetried");
    prometheus.awaitClear("DaybookCommandsRetried");
    gateway
        .send(command("Fails", _ -> fail(new IllegalStateException("of alerts"))))
        .exceptionally(_ -> "failed")
        .join();
    prometheus.awaitFiring("DaybookCommandsFail");
    prometheus.awaitClear("DaybookCommandsFail");
  }

  @Test
  void commands_that_get_no_answer_fire_and_clear() {
    var answer = new CountDownLatch(1);
    var name = "Waits";
    command(
        name,
        _ -> {
          answer.await();
          return "done";
        });
    var sent = new ArrayList<CompletableFuture<Object>>();
    for (int i = 0; i < 1_200; i++) {
      sent.add(gateway.send(message(name)));
    }
    prometheus.awaitFiring("DaybookCommandThreadsBusy", "DaybookCommandsStuck");
    answer.countDown();
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    prometheus.awaitClear("DaybookCommandThreadsBusy", "DaybookCommandsStuck");
  }

  @Test
  void a_log_that_is_slow_and_then_does_not_answer_fires_and_clears() throws SQLException {
    var sku = product("ALERT-", "5.00", 1);
    var alerts =
        new String[] {
          "DaybookAppendsSlow",
          "DaybookLogNotWritable",
          "DaybookLogNotReadable",
          "DaybookRequestsFail"
        };
    prometheus.awaitClear(alerts);
    try (var own = own()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                slowDown(own, sku);
                return prometheus.firing().contains("DaybookAppendsSlow");
              });
      lock(own, "exclusive");
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                receive(sku);
                var firing = prometheus.firing();
                return firing.contains("DaybookLogNotWritable")
                    && firing.contains("DaybookRequestsFail");
              });
      own.rollback(); // who waits to write has begun to read
      lock(own, "access exclusive");
      prometheus.awaitFiring("DaybookLogNotReadable");
      own.rollback();
    }
    prometheus.awaitClear(alerts);
  }

  /** An append that waits for a lock for the better part of a second. */
  private void slowDown(Connection own, String sku) throws SQLException {
    lock(own, "exclusive"); // a receipt reads the log before it is appended
    receive(sku);
    try (var statement = own.createStatement()) {
      statement.execute("select pg_sleep(0.7)");
    }
    own.rollback();
  }

  private void receive(String sku) {
    var body = "{\"receiptId\": \"%s\", \"quantity\": 1}".formatted(UUID.randomUUID());
    Thread.startVirtualThread(() -> exchange("POST", "/api/stock/" + sku + "/receipts", body));
  }

  private Connection own() throws SQLException {
    var own = ((HikariDataSource) pool);
    var connection =
        DriverManager.getConnection(own.getJdbcUrl(), own.getUsername(), own.getPassword());
    connection.setAutoCommit(false);
    return connection;
  }

  private static void lock(Connection own, String mode) throws SQLException {
    try (var statement = own.createStatement()) {
      statement.execute("lock table event_log.domain_event in " + mode + " mode");
    }
  }

  @Test
  void connections_and_threads_that_are_all_out_fire_and_clear()
      throws SQLException, IOException, InterruptedException {
    prometheus.awaitClear("DaybookConnectionsExhausted", "DaybookHttpThreadsBusy");
    var taken = new ArrayList<Connection>();
    var most = ((HikariDataSource) pool).getMaximumPoolSize();
    for (int i = 0; i < most; i++) {
      taken.add(pool.getConnection());
    }
    var waiting = Thread.startVirtualThread(() -> jdbc.queryForObject("select 1", Integer.class));
    prometheus.awaitFiring("DaybookConnectionsExhausted");
    for (var connection : taken) {
      connection.close();
    }
    waiting.join();
    prometheus.awaitClear("DaybookConnectionsExhausted");
    var silent = new ArrayList<Socket>();
    for (int i = 0; i < 190; i++) {
      var socket = new Socket("localhost", port);
      socket
          .getOutputStream()
          .write(
              """
              POST /api/stock/ALERT/receipts HTTP/1.1\r
              Host: localhost\r
              Authorization: %s\r
              Content-Type: application/json\r
              Content-Length: 100\r
              \r
              """
                  .formatted(bearer("tester"))
                  .getBytes(StandardCharsets.US_ASCII));
      silent.add(socket);
    }
    prometheus.awaitFiring("DaybookHttpThreadsBusy");
    for (var socket : silent) {
      socket.close();
    }
    prometheus.awaitClear("DaybookHttpThreadsBusy");
  }

  @Test
  void a_processor_that_is_stopped_fires_and_clears_also_when_it_is_long_behind() {
    var alerts =
        new String[] {
          "DaybookProcessorStopped",
          "DaybookProcessorNobodys",
          "DaybookProcessorBehind",
          "DaybookReadModelBehind"
        };
    prometheus.awaitClear(alerts);
    jdbc.update(
        """
        update event_log.token_entry set stopped = 'of alerts', owner = null
         where processor_name = 'outside-calls' or processor_name in (
           select model || '_g' || number from projection.generation where state = 'LIVE' and model = 'stock')
        """);
    try {
      prometheus.awaitFiring("DaybookProcessorStopped", "DaybookProcessorNobodys");
      product("ALERT-", "5.00", 1);
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  prometheus.firing().contains("DaybookProcessorBehind")
                      && prometheus.firing().contains("DaybookReadModelBehind"));
      await().atMost(Duration.ofSeconds(30)).until(() -> readiness() == 503);
    } finally {
      jdbc.update("update event_log.token_entry set stopped = null where stopped = 'of alerts'");
    }
    prometheus.awaitClear(alerts);
    await().atMost(Duration.ofSeconds(30)).until(() -> readiness() == 200);
  }

  private int readiness() {
    return send("GET", "/actuator/health/readiness", "").status();
  }

  @Test
  void a_process_that_does_not_answer_fires_and_clears() throws IOException {
    var other = KillablePostgres.freePort();
    watch(port, other);
    prometheus.awaitFiring("DaybookDown");
    var server = HttpServer.create(new InetSocketAddress("localhost", other), 0);
    server.createContext(
        "/",
        asked -> {
          var body = "daybook_log_written 1\n".getBytes(StandardCharsets.UTF_8);
          asked.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
          asked.sendResponseHeaders(200, body.length);
          asked.getResponseBody().write(body);
          asked.close();
        });
    server.start();
    try {
      prometheus.awaitClear("DaybookDown");
    } finally {
      server.stop(0);
    }
  }

  private static Object fail(RuntimeException failure) {
    throw failure;
  }

  private CommandMessage<?> command(
      String name, MessageHandler<? super CommandMessage<?>> handler) {
    var unused = bus.subscribe(name, handler);
    return message(name);
  }

  /** One of many, so that nobody's thread handles it but those for commands. */
  private static CommandMessage<?> message(String name) {
    return new GenericCommandMessage<>(new GenericMessage<>(name), name)
        .andMetaData(
            Map.of(MetadataKeys.PRINCIPAL, "system:alerts", MetadataKeys.ONE_OF_MANY, true));
  }
}
