package io.daybook.outside.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All kinds of calls, by the event that asks for them. */
@Component
class CallKinds {
  private final Map<Class<?>, CallKind<?>> byIntent;

  CallKinds(List<Calls> calls) {
    byIntent =
        calls.stream()
            .flatMap(one -> one.kinds().stream())
            .collect(Collectors.toMap(CallKind::intent, Function.identity()));
  }

  Optional<CallKind<?>> askedBy(Object event) {
    return Optional.ofNullable(byIntent.get(event.getClass()));
  }

  CallKind<?> of(Call call) {
    return askedBy(call.intent()).orElseThrow();
  }
}
