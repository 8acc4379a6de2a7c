package io.daybook.query.audit;

import graphql.GraphQLContext;
import graphql.relay.Connection;
import graphql.schema.DataFetchingEnvironment;
import io.daybook.query.BadQuery;
import io.daybook.query.EventOrigin;
import io.daybook.query.EventReference;
import io.daybook.query.Moments;
import io.daybook.query.Pages;
import io.daybook.query.Paging.Way;
import io.daybook.query.Payloads;
import io.daybook.query.live.LiveChanges;
import io.daybook.query.live.Topic;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Who did what, and because of what, over GraphQL. */
@Controller
class AuditQueries {
  private final AuditTable table;
  private final Moments moments;
  private final Payloads payloads;
  private final Pages pages;
  private final LiveChanges live;

  AuditQueries(
      AuditTable table, Moments moments, Payloads payloads, Pages pages, LiveChanges live) {
    this.pages = pages;
    this.live = live;
    this.table = table;
    this.moments = moments;
    this.payloads = payloads;
  }

  @QueryMapping
  Connection<EventReference> auditLog(
      @Argument @Nullable String actor,
      @Argument @Nullable String principal,
      @Argument @Nullable String client,
      @Argument @Nullable String type,
      @Argument @Nullable String stream,
      @Argument @Nullable String correlation,
      @Argument @Nullable OffsetDateTime from,
      @Argument @Nullable OffsetDateTime to,
      DataFetchingEnvironment environment) {
    var request = environment.getGraphQlContext();
    var paging = pages.of(environment);
    var wanted = paging.positions(Way.DOWN);
    var end = to == null ? Long.MAX_VALUE : position(to, request);
    var filter =
        new AuditTable.Filter(
            actor,
            principal,
            client,
            type,
            stream,
            correlation,
            // What was recorded at the instant itself is wanted: time has microseconds in the log.
            Math.max(
                wanted.after(),
                from == null ? -1 : position(from.minus(1, ChronoUnit.MICROS), request)),
            Math.min(end, wanted.upTo()));
    var rows = table.page(filter, wanted.way(), paging.limit());
    return paging.page(rows, row -> Long.toString(row.position()));
  }

  @SubscriptionMapping
  Flux<EventReference> eventLogged(
      @Argument @Nullable String actor,
      @Argument @Nullable String principal,
      @Argument @Nullable String client,
      @Argument @Nullable String type,
      @Argument @Nullable String stream,
      @Argument @Nullable String correlation,
      @Argument @Nullable Long fromPosition) {
    return live.of(
        new Topic.Log(),
        fromPosition,
        (after, upTo, limit) ->
            table.page(
                new AuditTable.Filter(
                    actor, principal, client, type, stream, correlation, after, upTo),
                Way.UP,
                limit),
        EventReference::position);
  }

  private long position(OffsetDateTime instant, GraphQLContext request) {
    return Objects.requireNonNull(moments.position(instant, null, request));
  }

  /** Null when there is no such event or request. */
  @QueryMapping
  @Nullable CausalTree causalTree(
      @Argument @Nullable String eventId, @Argument @Nullable String correlationId) {
    if ((eventId == null) == (correlationId == null)) {
      throw new BadQuery("eventId", "ask for eventId or correlationId, for one of them");
    }
    var correlation = eventId == null ? correlationId : table.correlationOf(eventId).orElse(null);
    if (correlation == null) {
      return null;
    }
    var events = table.correlated(correlation, CausalTree.MOST_EVENTS + 1);
    return events.isEmpty() ? null : CausalTree.of(correlation, events);
  }

  /** What is in the events of an answer, in one query of the log. */
  @BatchMapping(typeName = "EventReference", field = "payload")
  Map<EventReference, Object> payload(List<EventReference> events) {
    var found = payloads.at(events.stream().map(EventReference::position).toList());
    return events.stream()
        .filter(event -> found.containsKey(event.position()))
        .collect(
            Collectors.toMap(
                Function.identity(), event -> found.get(event.position()), (one, _) -> one));
  }

  /** Who is behind the events of an answer, in one query of the log. */
  @BatchMapping(typeName = "EventReference", field = "origin")
  Map<EventReference, EventOrigin> origin(List<EventReference> events) {
    var found = payloads.originsAt(events.stream().map(EventReference::position).toList());
    return events.stream()
        .filter(event -> found.containsKey(event.position()))
        .collect(
            Collectors.toMap(
                Function.identity(), event -> found.get(event.position()), (one, _) -> one));
  }
}
