package io.daybook.relay.inbox;

import io.daybook.relay.inbox.Heard.Line;
import io.daybook.relay.inbox.Heard.Meaning;
import io.daybook.relay.inbox.Heard.Riddle;
import io.daybook.relay.inbox.Heard.Wish;
import io.daybook.relay.inbox.HeardTable.Done;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were read together, while they are done. Those of one line are done one after
 * another, and the lines side by side. Not for several threads, but for what the commands answer.
 */
final class InboxPage {
  private final Map<Line, Deque<Said>> left = new LinkedHashMap<>();
  private final Function<Wish, CompletableFuture<InboxCommands.Answer>> commands;
  private final Books books;

  /** A message and what it means. */
  record Said(Heard heard, Meaning meaning) {}

  /** A message that is put aside, and why. */
  record Aside(Said said, String reason) {}

  /** What is written down. */
  interface Books {
    /** Those of these ids that were done before. */
    Set<String> known(Collection<String> eventIds);

    /** Those of these lines in which a message is put aside. */
    Set<Line> held(Collection<Line> lines);

    /**
     * Writes down what became of messages, all or nothing.
     *
     * @return those of {@code waiting} that need not wait any more, and so are not written down
     */
    List<Said> write(List<Done> done, List<Aside> aside, List<Said> waiting);

    /** A message has come again that was done before. */
    void repeated(Said said);

    /** Forgets which messages were done so long ago. */
    void forget(Duration after);
  }

  InboxPage(
      Collection<Heard> messages,
      Function<Wish, CompletableFuture<InboxCommands.Answer>> commands,
      Books books) {
    this.commands = commands;
    this.books = books;
    for (var heard : messages) {
      left.computeIfAbsent(heard.line(), _ -> new ArrayDeque<>())
          .add(new Said(heard, HeardWords.in(heard)));
    }
  }

  /** Leaves out what somebody else does now. */
  void keepOnly(Predicate<Heard> ours) {
    left.values().forEach(line -> line.removeIf(said -> !ours.test(said.heard())));
    left.values().removeIf(Deque::isEmpty);
  }

  /**
   * Does what is left, as far as it can be done now.
   *
   * @return why some is left; null when nothing is
   */
  @Nullable Throwable attempt() {
    var known = books.known(ids());
    var held = books.held(left.keySet());
    var rounds = new ArrayList<Round>();
    left.forEach((line, messages) -> rounds.add(new Round(messages, known, held.contains(line))));
    CompletableFuture.allOf(rounds.stream().map(Round::go).toArray(CompletableFuture[]::new))
        .join();
    var done = rounds.stream().flatMap(round -> round.done.stream()).toList();
    var aside = rounds.stream().flatMap(round -> round.aside.stream()).toList();
    var waiting = rounds.stream().flatMap(round -> round.waiting.stream()).toList();
    var free = new HashSet<>(books.write(done, aside, waiting));
    for (var round : rounds) {
      round.settle(free);
    }
    left.values().removeIf(Deque::isEmpty);
    return rounds.stream()
        .map(round -> round.failure)
        .filter(failure -> failure != null)
        .findFirst()
        .orElse(left.isEmpty() ? null : new IllegalStateException("A line has come free"));
  }

  private Set<String> ids() {
    var ids = new HashSet<String>();
    left.values()
        .forEach(
            line ->
                line.stream()
                    .map(said -> said.meaning().eventId())
                    .filter(id -> !id.isEmpty())
                    .forEach(ids::add));
    return ids;
  }

  /** One line, once through. */
  private final class Round {
    private final Deque<Said> line;
    private final List<Said> todo;
    private final Set<String> known;
    private boolean held;
    private int next;
    private final List<Done> done = new ArrayList<>();
    private final List<Aside> aside = new ArrayList<>();
    private final List<Said> waiting = new ArrayList<>();
    private @Nullable Throwable failure;

    Round(Deque<Said> line, Set<String> known, boolean held) {
      this.line = line;
      this.todo = List.copyOf(line);
      this.known = new HashSet<>(known); // an id may come twice in one page
      this.held = held;
    }

    CompletableFuture<Void> go() {
      while (next < todo.size()) {
        var said = todo.get(next);
        if (known.contains(said.meaning().eventId())) {
          books.repeated(said);
        } else if (held) {
          waiting.add(said);
        } else {
          switch (said.meaning()) {
            case Riddle riddle -> putAside(said, riddle.why());
            case Wish wish -> {
              return commands
                  .apply(wish)
                  .handle(
                      (answer, trouble) -> {
                        answered(said, wish, answer, trouble);
                        return failure == null;
                      })
                  .thenCompose(goesOn -> goesOn ? go() : CompletableFuture.completedFuture(null));
            }
          }
        }
        next++;
      }
      return CompletableFuture.completedFuture(null);
    }

    private void answered(
        Said said, Wish wish, InboxCommands.@Nullable Answer answer, @Nullable Throwable trouble) {
      if (answer == null) {
        failure = trouble == null ? new IllegalStateException("No answer") : trouble;
        return;
      }
      switch (answer) {
        case InboxCommands.Carried carried -> {
          done.add(new Done(said.heard(), wish, carried.position()));
          known.add(wish.eventId());
        }
        case InboxCommands.Declined declined -> putAside(said, declined.reason());
      }
      next++;
    }

    private void putAside(Said said, String reason) {
      aside.add(new Aside(said, reason));
      held = true;
    }

    /** Everything before {@code next} is written down, but for what need not wait. */
    void settle(Set<Said> free) {
      line.clear();
      waiting.stream().filter(free::contains).forEach(line::add);
      line.addAll(todo.subList(next, todo.size()));
    }
  }
}
