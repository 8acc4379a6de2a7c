package io.daybook.relay.kafka;

import io.daybook.eventstore.EventLog;
import io.daybook.relay.follow.Relay;
import io.daybook.relay.follow.RelayCursor;
import io.daybook.relay.follow.RelayCursorTable;
import io.daybook.schema.operation.ReplayRequested;
import io.daybook.web.ListPage;
import io.daybook.web.Refused;
import io.daybook.web.access.Acts;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Has a part of the log told again, into topics of its own: what is told there is in its order,
 * while what goes on is told as ever. It is a cursor with an end, so it goes on where it was when a
 * process dies.
 */
@RestController
@RequestMapping("/api/operations/relay/replays")
class ReplayOperations {
  private static final String PATH = "/api/operations/relay/replays/";

  private final RelayCursorTable cursors;
  private final Relay relay;
  private final EventLog log;
  private final Acts acts;
  private final ObjectProvider<RelayKafkaProperties> properties;

  ReplayOperations(
      RelayCursorTable cursors,
      Relay relay,
      EventLog log,
      Acts acts,
      ObjectProvider<RelayKafkaProperties> properties) {
    this.acts = acts;
    this.cursors = cursors;
    this.relay = relay;
    this.log = log;
    this.properties = properties;
  }

  /**
   * What to tell again.
   *
   * @param from the first position
   * @param to the last position; the last one that there is when it is left out
   * @param topicPrefix what the names of the topics begin with
   */
  record Request(
      @NotNull @Min(0) Long from,
      @Nullable @Min(0) Long to,
      @NotNull @Pattern(regexp = RelayKafkaProperties.TOPIC_PREFIX) String topicPrefix) {}

  /**
   * How far one is.
   *
   * @param position the last position that was told; before the first, the one before it
   * @param to the last one that is to be told
   */
  record Replay(String topicPrefix, long position, long to, boolean done) {
    static Replay of(RelayCursor cursor) {
      return new Replay(
          cursor.key(),
          cursor.position(),
          Objects.requireNonNullElse(cursor.until(), -1L),
          cursor.isAtItsEnd());
    }
  }

  @Allowed(Role.OPERATOR)
  @PostMapping
  ResponseEntity<Replay> start(@Valid @RequestBody Request wanted) {
    var kafka = properties.getIfAvailable();
    if (kafka == null) {
      throw Refused.conflict("no-broker", "No brokers of Kafka are set for this process");
    }
    if (wanted.topicPrefix().equals(kafka.topicPrefix())) {
      throw Refused.invalidField("topicPrefix", "own", "must not be that of the topics that go on");
    }
    var head = log.headPosition();
    var to = wanted.to() == null ? head : wanted.to();
    if (to > head) {
      throw Refused.invalidField("to", "in-log", "must be in the log, which ends at " + head);
    }
    if (wanted.from() > to) {
      throw Refused.invalidField("from", "in-order", "must not be after the end");
    }
    var name = name(wanted.topicPrefix());
    if (cursors.find(name).isPresent()) {
      throw taken(wanted.topicPrefix());
    }
    acts.record(id -> new ReplayRequested(id, wanted.topicPrefix(), wanted.from(), to));
    if (!cursors.begin(name, wanted.from() - 1, to)) {
      throw taken(wanted.topicPrefix());
    }
    relay.look();
    return ResponseEntity.accepted()
        .location(URI.create(PATH + wanted.topicPrefix()))
        .body(report(wanted.topicPrefix()));
  }

  /** By the prefix of their topics. */
  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  ResponseEntity<List<Replay>> list(
      @RequestParam(required = false) @Nullable String first,
      @RequestParam(required = false) @Nullable String after) {
    var all = cursors.ofKind(KafkaRecipients.REPLAY).stream().map(Replay::of).toList();
    return ListPage.of(first, after).answerFrom(all, Replay::topicPrefix);
  }

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/{topicPrefix}")
  Replay report(@PathVariable String topicPrefix) {
    return Optional.of(topicPrefix)
        .filter(prefix -> prefix.matches(RelayKafkaProperties.TOPIC_PREFIX))
        .flatMap(prefix -> cursors.find(name(prefix)))
        .map(Replay::of)
        .orElseThrow(() -> Refused.missing("replay into these topics"));
  }

  private static Refused taken(String topicPrefix) {
    return Refused.conflict(
        "topics-taken", "There is a replay into topics of %s already".formatted(topicPrefix));
  }

  private static String name(String topicPrefix) {
    return KafkaRecipients.REPLAY + "/" + topicPrefix;
  }
}
