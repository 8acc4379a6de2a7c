package io.daybook.relay.inbox;

import io.daybook.relay.inbox.Heard.Line;
import io.daybook.relay.inbox.HeardTable.Done;
import io.daybook.relay.inbox.InboxPage.Aside;
import io.daybook.relay.inbox.InboxPage.Said;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Writes down what became of messages, counts them, and tells those who read our logs. */
class InboxBooks implements InboxPage.Books {
  private static final Logger log = LoggerFactory.getLogger(InboxBooks.class);

  private final HeardTable heard;
  private final AsideTable aside;
  private final TransactionOperations transaction;
  private final MeterRegistry meters;

  InboxBooks(
      HeardTable heard, AsideTable aside, TransactionOperations transaction, MeterRegistry meters) {
    this.heard = heard;
    this.aside = aside;
    this.transaction = transaction;
    this.meters = meters;
  }

  @Override
  public Set<String> known(Collection<String> eventIds) {
    return heard.known(eventIds);
  }

  @Override
  public Set<Line> held(Collection<Line> lines) {
    return aside.held(lines);
  }

  @Override
  public List<Said> write(List<Done> done, List<Aside> refused, List<Said> waiting) {
    var free = new ArrayList<Said>();
    transaction.executeWithoutResult(
        _ -> {
          free.clear();
          heard.done(done);
          refused.forEach(
              one -> aside.put(one.said().heard(), one.said().meaning().eventId(), one.reason()));
          for (var said : waiting) {
            if (!aside.putBehind(said.heard(), said.meaning().eventId())) {
              free.add(said);
            }
          }
        });
    done.forEach(this::tellDone);
    refused.forEach(
        one -> {
          count(one.said().heard(), "aside");
          log.warn(
              "Put aside: event {} of {} at {}: {}",
              one.said().meaning().eventId(),
              one.said().heard().key(),
              one.said().heard().place(),
              one.reason());
        });
    waiting.stream()
        .filter(said -> !free.contains(said))
        .forEach(said -> count(said.heard(), "waiting"));
    return free;
  }

  void tellDone(Done done) {
    count(done.heard(), "done");
    log.debug(
        "Done: event {} of {} at {}, order {}, position {}",
        done.wish().eventId(),
        done.heard().key(),
        done.heard().place(),
        done.wish().orderId().isEmpty() ? "none" : done.wish().orderId(),
        done.position().isPresent() ? done.position().getAsLong() : "unchanged");
  }

  @Override
  public void repeated(Said said) {
    count(said.heard(), "repeated");
    log.debug("Done before: event {} at {}", said.meaning().eventId(), said.heard().place());
  }

  @Override
  public void forget(Duration after) {
    var forgotten = heard.forget(after);
    if (forgotten > 0) {
      log.info("{} messages are forgotten that were done {} ago", forgotten, after);
    }
  }

  private void count(Heard message, String outcome) {
    meters
        .counter("daybook.inbox.messages", "topic", message.place().topic(), "outcome", outcome)
        .increment();
  }
}
