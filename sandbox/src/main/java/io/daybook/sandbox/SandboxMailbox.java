package io.daybook.sandbox;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps the latest mails instead of sending them; the same key is kept once. */
public final class SandboxMailbox {
  private static final int LIMIT = 10_000;

  private final Map<UUID, Letter> letters =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Letter> eldest) {
          return size() > LIMIT;
        }
      };

  /** Keeps a mail, unless one with its key is kept already. */
  public synchronized void deliver(UUID key, Letter letter) {
    letters.putIfAbsent(key, letter);
  }

  /** The mails, oldest first. */
  public synchronized Collection<Letter> letters() {
    return List.copyOf(letters.values());
  }

  /** One mail as its reader sees it. */
  public record Letter(String about, String subject, String text) {}
}
