package io.daybook.relay.follow;

import io.daybook.relay.published.Announcement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Remember what they were told, by the names of their cursors. */
class RecipientsForTests implements Recipients {
  static final String KIND = "test";

  private final Map<String, List<Announcement>> told = new ConcurrentHashMap<>();
  private final Map<String, Supplier<CompletionStage<?>>> answers = new ConcurrentHashMap<>();

  List<Announcement> told(String name) {
    return told.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>());
  }

  List<Long> positions(String name) {
    return told(name).stream().map(Announcement::position).toList();
  }

  /** How a recipient answers when it is told something, unless all is well. */
  void answer(String name, Supplier<CompletionStage<?>> answer) {
    answers.put(name, answer);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Recipient open(RelayCursor cursor, Lease lease) {
    return new Recipient() {
      @Override
      public CompletionStage<?> take(Stretch stretch) {
        return answers
            .getOrDefault(cursor.name(), () -> CompletableFuture.completedFuture("well"))
            .get()
            .thenRun(() -> told(cursor.name()).addAll(stretch.announcements()));
      }

      @Override
      public void close() {}
    };
  }
}
