package com.example.warehouse;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The warehouse as a process. */
public final class Warehouse {
  private static final Logger log = LoggerFactory.getLogger(Warehouse.class);
  private static final int PARTITIONS = 6;
  private static final Duration REST = Duration.ofMillis(200);

  private Warehouse() {}

  /** Runs until it is told to end. */
  public static void main(String[] arguments) throws Exception {
    var settings = Settings.of(arguments, System.getenv());
    var database = WarehouseDatabase.open(settings);
    var jdbc = JdbcClient.create(database);
    var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    var picks = new PickTable(jdbc);
    var shelves = new ShelfTable(jdbc);
    var answers = new AnswerTable(jdbc);
    var stock = new Stock(shelves, picks, answers, transaction);
    topics(settings.kafka());

    var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    var addresses = new Addresses(http, settings.daybook(), new AccessToken(http, settings));
    var sender = new Answers(settings.kafka(), answers);
    var sending = new Loop("answers", REST, sender);
    var picking =
        new Loop(
            "picking", REST, new Picker(picks, stock, addresses, settings.labels(), sending::ring));
    var intake =
        new Intake(
            Intake.of(settings.kafka()),
            new InboxTable(jdbc),
            picks,
            shelves,
            transaction,
            picking::ring);
    var hearing = new Loop("intake", Duration.ZERO, intake);
    var gate = new Gate(settings.host(), settings.port(), stock, shelves, sending::ring);
    log.info("The warehouse is open at port {}: {}", gate.port(), settings);

    var end = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      for (var part : List.of(gate, hearing, intake, picking, sending, sender)) {
                        close(part);
                      }
                      http.close();
                      database.close();
                      end.countDown();
                    }));
    end.await();
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception failure) {
      log.warn("{} does not close", part, failure);
    }
  }

  /** Makes the topics that it tells by, where they are not. */
  private static void topics(String brokers) throws InterruptedException {
    var wanted =
        List.of("warehouse.goods-received", "warehouse.parcel-dispatched").stream()
            .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty()))
            .toList();
    while (true) {
      try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers))) {
        for (var made : admin.createTopics(wanted).values().values()) {
          made.get();
        }
        return;
      } catch (ExecutionException failure) {
        if (failure.getCause() instanceof TopicExistsException) {
          return;
        }
        log.warn("The broker does not answer, and is asked again: {}", failure.getMessage());
      }
    }
  }
}
