package io.daybook.relay.inbox;

import io.daybook.relay.inbox.Heard.Line;
import io.daybook.relay.inbox.HeardTable.Done;
import io.daybook.relay.inbox.InboxPage.Aside;
import io.daybook.relay.inbox.InboxPage.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Remembers what is written down. */
final class BooksForTests implements InboxPage.Books {
  final Set<String> known = new HashSet<>();
  final Set<Line> held = new HashSet<>();
  final List<Aside> aside = new ArrayList<>();
  final List<Said> waiting = new ArrayList<>();
  final List<Said> repeated = new ArrayList<>();

  /** Lines that an operator has set free when a message would wait in them. */
  final Set<Line> setFree = new HashSet<>();

  /** What is thrown, once, when something is to be written down. */
  RuntimeException trouble;

  @Override
  public Set<String> known(Collection<String> eventIds) {
    var both = new HashSet<>(eventIds);
    both.retainAll(known);
    return both;
  }

  @Override
  public Set<Line> held(Collection<Line> lines) {
    var both = new HashSet<>(lines);
    both.retainAll(held);
    return both;
  }

  @Override
  public List<Said> write(List<Done> done, List<Aside> refused, List<Said> wait) {
    if (trouble != null) {
      var thrown = trouble;
      trouble = null;
      throw thrown;
    }
    done.forEach(one -> known.add(one.wish().eventId()));
    aside.addAll(refused);
    refused.forEach(one -> held.add(one.said().heard().line()));
    var free = wait.stream().filter(said -> setFree.contains(said.heard().line())).toList();
    free.forEach(said -> held.remove(said.heard().line()));
    waiting.addAll(wait.stream().filter(said -> !free.contains(said)).toList());
    return free;
  }

  @Override
  public void repeated(Said said) {
    repeated.add(said);
  }

  @Override
  public void forget(Duration after) {
    // Nothing is old here.
  }
}
