package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nobody changes anything without a name, and the names are handed on. */
class PrincipalTest {
  private static final Map<String, String> ALL =
      Map.of(
          MetadataKeys.ACTOR, "carla",
          MetadataKeys.CLIENT, "till",
          MetadataKeys.ISSUER, "https://id.example",
          MetadataKeys.ON_BEHALF_OF, "ada",
          MetadataKeys.PRINCIPAL, "carla",
          MetadataKeys.ONLY_CUSTOMER, "ada");

  private final List<Object> handled = new ArrayList<>();
  private final StreamCommandBus bus =
      new StreamCommandBus(
          Runnable::run,
          new CommandTargets(),
          new CommandMeters(new SimpleMeterRegistry(), _ -> false));

  PrincipalTest() {
    var unused =
        bus.subscribe(
            String.class.getName(),
            command -> {
              handled.add(command.getPayload());
              return "done";
            });
  }

  @Test
  void a_command_that_nobody_has_sent_is_not_handled() {
    assertThat(send(Map.of())).isInstanceOf(NoPrincipalException.class);
    assertThat(send(Map.of(MetadataKeys.ACTOR, "ada"))).isInstanceOf(NoPrincipalException.class);
    assertThat(send(Map.of(MetadataKeys.PRINCIPAL, " "))).isInstanceOf(NoPrincipalException.class);
    assertThat(handled).isEmpty();
    assertThat(send(Map.of(MetadataKeys.PRINCIPAL, "ada"))).isNull();
    assertThat(handled).containsExactly("do");
  }

  @Test
  void events_of_a_command_have_all_names_but_for_whom_alone_orders_exist() {
    var expected = new HashMap<String, Object>(ALL);
    expected.remove(MetadataKeys.ONLY_CUSTOMER);
    assertThat(notes(new GenericCommandMessage<>("do", ALL)))
        .containsAllEntriesOf(expected)
        .doesNotContainKey(MetadataKeys.ONLY_CUSTOMER);
  }

  @Test
  void what_follows_from_an_event_is_sent_by_somebody_else_for_the_same_actor() {
    assertThat(notes(new GenericEventMessage<>("done", ALL)))
        .containsEntry(MetadataKeys.ACTOR, "carla")
        .containsEntry(MetadataKeys.CLIENT, "till")
        .containsEntry(MetadataKeys.ISSUER, "https://id.example")
        .containsEntry(MetadataKeys.ON_BEHALF_OF, "ada")
        .doesNotContainKey(MetadataKeys.PRINCIPAL);
  }

  private static Map<String, Object> notes(Message<?> message) {
    return new HashMap<>(new OriginProvider(Tracing.NONE).correlationDataFor(message));
  }

  private @Nullable Throwable send(Map<String, String> metadata) {
    var failures = new ArrayList<Throwable>();
    bus.<String, Object>dispatch(
        new GenericCommandMessage<>("do", metadata),
        (_, result) -> {
          if (result.isExceptional()) {
            failures.add(result.exceptionResult());
          }
        });
    return failures.isEmpty() ? null : failures.getFirst();
  }
}
