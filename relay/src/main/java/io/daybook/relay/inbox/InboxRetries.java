package io.daybook.relay.inbox;

import io.daybook.relay.inbox.AsideTable.Row;
import io.daybook.relay.inbox.Heard.Line;
import io.daybook.relay.inbox.Heard.Riddle;
import io.daybook.relay.inbox.Heard.Wish;
import io.daybook.relay.inbox.HeardTable.Done;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Does again what was put aside, and then what waits behind it, as far as that goes. */
class InboxRetries {
  private static final long PATIENCE_SECONDS = 35;

  private final AsideTable aside;
  private final HeardTable heard;
  private final InboxBooks books;
  private final InboxCommands commands;
  private final TransactionOperations transaction;

  InboxRetries(
      AsideTable aside,
      HeardTable heard,
      InboxBooks books,
      InboxCommands commands,
      TransactionOperations transaction) {
    this.aside = aside;
    this.heard = heard;
    this.books = books;
    this.commands = commands;
    this.transaction = transaction;
  }

  /** That nothing can be done just now; it may be asked for again. */
  static final class NotNowException extends Exception {
    private static final long serialVersionUID = 1L;

    NotNowException(Throwable failure) {
      super(failure);
    }
  }

  /**
   * What came of it.
   *
   * @param done so many messages are done now
   * @param stillAside the place of the message that now holds back its line; null when nothing does
   * @param reason why that one is aside
   */
  record Outcome(int done, @Nullable String stillAside, @Nullable String reason) {}

  /** Does the messages of a line in their order, up to the first that is refused. */
  Outcome retry(Line line) throws NotNowException {
    var done = 0;
    var next = aside.first(line);
    while (next.isPresent()) {
      var row = next.get();
      var refusal = attempt(row);
      if (!refusal.isEmpty()) {
        aside.refusedAgain(row.heard().place(), refusal);
        return new Outcome(done, row.heard().place().toString(), refusal);
      }
      done++;
      next = aside.first(line);
    }
    return new Outcome(done, null, null);
  }

  /** Leaves a message out for ever, and does what waits behind it. */
  Outcome discard(Row row) throws NotNowException {
    transaction.executeWithoutResult(
        _ -> {
          if (row.eventId() != null) {
            heard.discarded(row.eventId(), row.heard());
          }
          aside.remove(row.heard().place());
        });
    var line = row.heard().line();
    var next = aside.first(line);
    if (next.isEmpty()) {
      return new Outcome(0, null, null);
    }
    var first = next.get();
    return first.reason() == null
        ? retry(line)
        : new Outcome(0, first.heard().place().toString(), first.reason());
  }

  /** Empty when it is done; else why not. */
  private String attempt(Row row) throws NotNowException {
    var place = row.heard().place();
    switch (HeardWords.in(row.heard())) {
      case Riddle riddle -> {
        return riddle.why();
      }
      case Wish wish -> {
        switch (answerTo(wish)) {
          case InboxCommands.Declined declined -> {
            return declined.reason();
          }
          case InboxCommands.Carried carried -> {
            var done = new Done(row.heard(), wish, carried.position());
            transaction.executeWithoutResult(
                _ -> {
                  heard.done(List.of(done));
                  aside.remove(place);
                });
            books.tellDone(done);
            return "";
          }
        }
      }
    }
  }

  private InboxCommands.Answer answerTo(Wish wish) throws NotNowException {
    try {
      return Objects.requireNonNull(
          commands.send(wish).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
    } catch (CompletionException failure) {
      throw new NotNowException(
          failure.getCause() instanceof TimeoutException late ? late : failure);
    }
  }
}
