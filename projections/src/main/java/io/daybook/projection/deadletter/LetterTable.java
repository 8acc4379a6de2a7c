package io.daybook.projection.deadletter;

import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;

/** How Axon names what is in our table. */
final class LetterTable {
  static final DeadLetterSchema SCHEMA =
      DeadLetterSchema.builder()
          .deadLetterTable("dead_letter.letter")
          .deadLetterIdentifierColumn("id")
          .processingGroupColumn("projection")
          .sequenceIdentifierColumn("sequence")
          .sequenceIndexColumn("sequence_index")
          .messageTypeColumn("message_type")
          .eventIdentifierColumn("event_id")
          .timestampColumn("event_at")
          .payloadTypeColumn("payload_type")
          .payloadRevisionColumn("payload_revision")
          .payloadColumn("payload")
          .metaDataColumn("metadata")
          .aggregateTypeColumn("stream_type")
          .aggregateIdentifierColumn("stream")
          .sequenceNumberColumn("version")
          .tokenTypeColumn("token_type")
          .tokenColumn("token")
          .enqueuedAtColumn("enqueued_at")
          .lastTouchedColumn("last_touched")
          .processingStartedColumn("processing_started")
          .causeTypeColumn("cause_type")
          .causeMessageColumn("cause_message")
          .diagnosticsColumn("diagnostics")
          .build();

  private LetterTable() {}
}
