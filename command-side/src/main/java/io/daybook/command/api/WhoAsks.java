package io.daybook.command.api;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.web.access.Callers;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Notes on every command of a request who asks, as the verified token says, and in which trace
 * ({@code traceparent}, W3C Trace Context), so that the log can say so of every event that follows;
 * and whose orders are the only ones that exist for who asks.
 */
@Component
class WhoAsks implements MessageDispatchInterceptor<CommandMessage<?>> {
  private static final int LONGEST = 128;

  @Override
  public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
      List<? extends CommandMessage<?>> messages) {
    return (_, command) -> {
      if (command.getMetaData().containsKey(MetadataKeys.PRINCIPAL)) {
        return command;
      }
      var notes = new HashMap<String, Object>();
      Callers.current()
          .ifPresent(
              caller -> {
                notes.putAll(caller.asMetadata());
                var customer = Callers.onlyCustomer();
                if (customer != null) {
                  notes.put(MetadataKeys.ONLY_CUSTOMER, customer);
                }
              });
      if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web) {
        var trace = web.getRequest().getHeader("traceparent");
        if (trace != null) {
          notes.put(MetadataKeys.TRACE_PARENT, cut(trace));
        }
      }
      return command.andMetaData(notes);
    };
  }

  private static String cut(String header) {
    return header.substring(0, Math.min(header.length(), LONGEST));
  }
}
