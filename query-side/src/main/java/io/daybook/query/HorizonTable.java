package io.daybook.query;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far read models are: the position up to which all events that concern a model are in it, those
 * of every segment. This is the only place that knows where that stands.
 *
 * <p>A processor stores its token with a page that it writes, and else every few seconds. So where
 * a segment is this process's, its processor is asked as well: it knows of events that did not
 * concern the segment, too.
 */
@Component
class HorizonTable {
  private static final String TOKENS =
      """
      select processor_name, segment,
             coalesce(token::json #>> '{currentToken,globalIndex}', token::json ->> 'globalIndex', '-1')::bigint
               as position
        from event_log.token_entry where processor_name = any (:processors)
      """;

  private final JdbcClient jdbc;
  private final ObjectProvider<EventProcessingConfiguration> processing;

  HorizonTable(
      @Qualifier("query") JdbcClient jdbc, ObjectProvider<EventProcessingConfiguration> processing) {
    this.jdbc = jdbc;
    this.processing = processing;
  }

  private record Segment(String processor, int number, long position) {}

  /** The position that all of these models are at; -1 when one of them never ran. */
  long of(Collection<Model> models) {
    return each(models).values().stream().mapToLong(position -> position).min().orElse(-1);
  }

  /** The position that each of these models is at; -1 when it never ran. */
  Map<Model, Long> each(Collection<Model> models) {
    var names = models.stream().map(Model::processor).toList();
    var segments =
        jdbc.sql(TOKENS)
            .param("processors", names.toArray(String[]::new))
            .query(
                (row, _) -> new Segment(row.getString(1), row.getInt(2), row.getLong("position")))
            .list();
    return models.stream()
        .collect(Collectors.toMap(model -> model, model -> horizon(model.processor(), segments)));
  }

  private long horizon(String processor, List<Segment> all) {
    var here = here(processor);
    return all.stream()
        .filter(segment -> segment.processor().equals(processor))
        .mapToLong(segment -> Math.max(segment.position(), position(here.get(segment.number()))))
        .min()
        .orElse(-1);
  }

  private Map<Integer, EventTrackerStatus> here(String processor) {
    var configuration = processing.getIfAvailable();
    return configuration == null
        ? Map.of()
        : configuration
            .eventProcessor(processor, StreamingEventProcessor.class)
            .map(StreamingEventProcessor::processingStatus)
            .orElse(Map.of());
  }

  private static long position(@Nullable EventTrackerStatus status) {
    return status == null ? -1 : status.getCurrentPosition().orElse(-1);
  }
}
