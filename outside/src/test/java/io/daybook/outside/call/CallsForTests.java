package io.daybook.outside.call;

import io.daybook.eventstore.Tracing;
import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.outside.IdempotencyKey;
import io.daybook.runtime.KeptEvents;
import io.daybook.schema.Command;
import io.daybook.schema.SchemaJson;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Calls in a database of their own, to another side that does what a test says. */
final class CallsForTests {
  final ClockForTests clock = new ClockForTests();
  final Lane lane = Lane.of(Port.CARRIER, LaneTest.patience(), clock);
  final List<Object> sent = new ArrayList<>();
  final JdbcTemplate jdbc;
  final CallTable table;
  final NewCallTable asked;
  final EndedCallTable ended;
  final WebhookTable webhooks;
  final ParkedCallTable parkedTable;
  final ParkedCalls parked;
  final CallAttempts attempts;
  final DueCalls due = new DueCalls();
  @Nullable RuntimeException refusal;
  boolean repeatable = true;
  Function<OrderRelated, Optional<Command>> otherSide = _ -> Optional.empty();

  CallsForTests() {
    var database = PostgresForTests.newDatabase();
    var dataSource = PostgresForTests.connectionsTo(database);
    var serializer =
        Jackson3Serializer.builder()
            .revisionResolver(new AnnotationRevisionResolver())
            .jsonMapperBuilderCustomizer(mapper -> mapper.addModule(SchemaJson.moneyModule()))
            .build();
    jdbc = new JdbcTemplate(dataSource);
    table = new CallTable(dataSource, serializer, new KeptEvents(serializer));
    asked = new NewCallTable(dataSource, serializer, table);
    ended = new EndedCallTable(dataSource, table);
    webhooks = new WebhookTable(dataSource, table);
    parkedTable = new ParkedCallTable(dataSource, table);
    var commands = new CallCommands(gateway(), List.of());
    parked = new ParkedCalls(parkedTable, commands);
    attempts =
        new CallAttempts(
            ended,
            new AnsweredCalls(ended, due),
            new CallKeyTable(dataSource, table),
            new CallKinds(List.of()) {
              @Override
              CallKind<?> of(Call call) {
                return kind(); // as the test has it by now
              }
            },
            parked,
            commands,
            new SimpleMeterRegistry(),
            Tracing.NONE);
  }

  private CallKind<OrderConfirmed> kind() {
    return new CallKind<>(
        OrderConfirmed.class,
        Port.CARRIER,
        FulfilmentAction.BOOK_CARRIER,
        repeatable,
        CallsForTests::key,
        (event, _) -> otherSide.apply(event),
        (_, _) -> Optional.empty());
  }

  static IdempotencyKey key(OrderRelated event) {
    return IdempotencyKey.of(event.orderId(), "test");
  }

  /** A call that waits for somebody to make it. */
  OrderConfirmed ask() {
    var event = new OrderConfirmed(new OrderId(UUID.randomUUID()));
    var unused = asked.add(List.of(asking(event, false)), UnderWay.LEASE);
    return event;
  }

  NewCallTable.Asked asking(OrderConfirmed event, boolean now) {
    return new NewCallTable.Asked(kind(), new GenericEventMessage<>(event, Map.of()), now);
  }

  /** Makes all calls that are due, each once. */
  int makeDue() {
    var due = table.claim(Port.CARRIER, 1_000, UnderWay.LEASE);
    due.forEach(call -> attempts.make(call, lane).join());
    return due.size();
  }

  /** As if all pauses were over. */
  void pausesPass() {
    jdbc.update("update outside.call set due_at = now() where held_until is null");
  }

  Map<String, Object> row(OrderRelated event) {
    return jdbc.queryForMap("select * from outside.call where key = ?", key(event).value());
  }

  private DefaultCommandGateway gateway() {
    var bus =
        new SimpleCommandBus(SimpleCommandBus.builder()) {
          @Override
          public <C, R> void dispatch(
              CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            sent.add(command.getPayload());
            callback.onResult(
                command,
                refusal == null
                    ? GenericCommandResultMessage.asCommandResultMessage(1L)
                    : GenericCommandResultMessage.asCommandResultMessage(refusal));
          }
        };
    return DefaultCommandGateway.builder().commandBus(bus).build();
  }
}
