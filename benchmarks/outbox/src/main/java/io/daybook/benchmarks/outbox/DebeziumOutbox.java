package io.daybook.benchmarks.outbox;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's embedded engine, which reads the table of the log by logical decoding. A batch is
 * marked as processed when the broker has acknowledged all of it.
 */
public final class DebeziumOutbox
    implements ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> {
  private final KafkaOut out;
  private final String topics;
  private final Set<String> types;

  private DebeziumOutbox(KafkaOut out, String topics, Set<String> types) {
    this.out = out;
    this.topics = topics;
    this.types = types;
  }

  /**
   * Runs until it is ended.
   *
   * @param arguments the address of the database, the broker's, what the names of the topics begin
   *     with, the pause in milliseconds between two looks at its queue, a file for its offsets, the
   *     name of the slot, and the types of the events that are told
   */
  public static void main(String[] arguments) throws IOException {
    var database = URI.create(arguments[0].substring("jdbc:".length()));
    var settings = new Properties();
    settings.putAll(
        Map.of(
            "name", "daybook",
            "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
            "topic.prefix", "daybook",
            "database.hostname", database.getHost(),
            "database.port", Integer.toString(database.getPort()),
            "database.dbname", database.getPath().substring(1),
            "database.user", "postgres",
            "database.password", "unused",
            "table.include.list", "event_log.domain_event",
            "snapshot.mode", "no_data"));
    settings.putAll(
        Map.of(
            "plugin.name",
            "pgoutput",
            "slot.name",
            arguments[5],
            "publication.name",
            arguments[5],
            "publication.autocreate.mode",
            "filtered",
            "poll.interval.ms",
            arguments[3],
            "offset.storage",
            "org.apache.kafka.connect.storage.FileOffsetBackingStore",
            "offset.storage.file.filename",
            arguments[4],
            "offset.flush.interval.ms",
            "1000"));
    var types = Set.of(arguments[6].split(","));
    try (var out = new KafkaOut(arguments[1]);
        var engine =
            DebeziumEngine.create(Connect.class)
                .using(settings)
                .using(
                    (success, message, error) -> {
                      if (!success) {
                        System.err.println(message);
                        if (error != null) {
                          error.printStackTrace();
                        }
                      }
                    })
                .notifying(new DebeziumOutbox(out, arguments[2], types))
                .build()) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(engine)));
      engine.run();
    }
  }

  private static void end(DebeziumEngine<?> engine) {
    try {
      engine.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void handleBatch(
      List<ChangeEvent<SourceRecord, SourceRecord>> changes,
      RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
      throws InterruptedException {
    for (var change : changes) {
      var row = ((Struct) change.value().value()).getStruct("after");
      if (types.contains(row.getString("payload_type"))) {
        var event =
            new LogRow(
                row.getString("stream"),
                row.getString("event_id"),
                row.getString("payload_type"),
                row.getInt64("position"),
                row.getString("payload"));
        out.send(topics + event.feature(), event);
      }
    }
    out.awaitAcknowledged();
    for (var change : changes) {
      committer.markProcessed(change);
    }
    committer.markBatchFinished();
  }
}
