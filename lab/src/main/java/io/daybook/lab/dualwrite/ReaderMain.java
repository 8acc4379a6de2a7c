package io.daybook.lab.dualwrite;

import io.daybook.lab.shop.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A process that reads a topic to its end, page by page, and sends off a parcel for each order. */
final class ReaderMain {
  /** It has done its first page. */
  static final String READING = "READING";

  private static final int PAGE = 20;
  private static final Duration WAIT = Duration.ofMillis(200);

  private ReaderMain() {}

  /**
   * Runs.
   *
   * @param arguments a {@link ReaderTask}
   */
  public static void main(String[] arguments) throws Exception {
    var task = ReaderTask.of(arguments);
    try (var connection = DriverManager.getConnection(Servers.url(task.port()));
        var consumer =
            new Topics(task.brokers())
                .consumer(task.name(), ConsumerConfig.MAX_POLL_RECORDS_CONFIG, PAGE)) {
      connection.setAutoCommit(false);
      read(task, connection, consumer);
    }
    System.exit(0);
  }

  private static void read(
      ReaderTask task, Connection connection, KafkaConsumer<String, String> consumer)
      throws SQLException {
    var marks = new Marks(task.killedAt());
    var partitions = Topics.partitions(consumer, task.topic());
    consumer.assign(partitions); // one reader: nobody to share with, and nobody to wait for
    var ends = consumer.endOffsets(partitions);
    var isFirst = true;
    while (!Topics.isAtEnd(consumer, ends)) {
      var orders =
          StreamSupport.stream(consumer.poll(WAIT).spliterator(), false)
              .map(ConsumerRecord::key)
              .toList();
      if (orders.isEmpty()) {
        continue;
      }
      page(task, connection, consumer, orders, marks);
      if (isFirst) {
        System.out.println(READING);
        isFirst = false;
      }
    }
  }

  private static void page(
      ReaderTask task,
      Connection connection,
      KafkaConsumer<String, String> consumer,
      List<String> orders,
      Marks marks)
      throws SQLException {
    switch (task.reading()) {
      case OFFSET_FIRST -> {
        consumer.commitSync();
        marks.passed(Moment.HALF_READ);
        Parcels.send(connection, task.name(), orders);
        connection.commit();
      }
      case EFFECT_FIRST -> {
        Parcels.send(connection, task.name(), orders);
        connection.commit();
        marks.passed(Moment.HALF_READ);
        consumer.commitSync();
      }
      case INBOX -> {
        var fresh = Parcels.newOnes(connection, task.name(), orders);
        Parcels.send(connection, task.name(), fresh);
        connection.commit();
        marks.passed(Moment.HALF_READ);
        consumer.commitSync();
      }
    }
  }
}
