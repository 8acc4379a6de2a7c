package io.daybook.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.eventstore.Gathering;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * The keys, as far as this process needs them: bounded, for minutes, and dropped when a customer is
 * erased.
 */
public final class Keys implements AutoCloseable {
  private static final int NEIGHBOURS = 256;

  /** How many uses of a key for new texts fit into the time that an erasure waits. */
  private static final int MARGIN = 3;

  private final KeyTable table;
  private final MasterKey master;
  private final SecureRandom random = new SecureRandom();
  private final Cache<Long, SubjectKey> byId;
  private final Cache<String, SubjectKey> open;

  /** Counts how often something was forgotten: whoever reads meanwhile does not bring it back. */
  private final AtomicLong forgotten = new AtomicLong();

  private final Gathering<Wanted> opening =
      new Gathering<>("keys", Duration.ZERO, this::readOrMake);

  /** A key that somebody waits for. */
  private static final class Wanted {
    private final String subject;
    private volatile @Nullable SubjectKey key;

    Wanted(String subject) {
      this.subject = subject;
    }
  }

  Keys(KeyTable table, MasterKey master, PrivacyProperties properties) {
    this.table = table;
    this.master = master;
    this.byId = cache(properties.cachedKeys(), properties.cachedFor());
    this.open = cache(properties.cachedKeys(), properties.settle().dividedBy(MARGIN));
  }

  private static <K, V> Cache<K, V> cache(long most, Duration time) {
    return Caffeine.newBuilder().maximumSize(most).expireAfterWrite(time).build();
  }

  /**
   * The key of a sealed text, which may be erased. Its neighbours come along: whoever reads the log
   * from its beginning meets keys in the order in which they were made.
   *
   * @throws KeysUnavailableException when the table does not answer, or does not know the key
   */
  SubjectKey of(long id) {
    var known = byId.getIfPresent(id);
    if (known != null) {
      return known;
    }
    var before = forgotten.get();
    var read = new HashMap<Long, SubjectKey>();
    for (var row : asked(() -> table.from(id, NEIGHBOURS))) {
      read.put(row.id(), new SubjectKey(row, master));
    }
    read.forEach(byId.asMap()::putIfAbsent);
    dropWhatIsForgotten(before, read.keySet());
    known = read.get(id);
    if (known == null) {
      throw new KeysUnavailableException(
          "Key " + id + " is not in the table of keys: was an older backup of it restored?", null);
    }
    return known;
  }

  /** What was read before everything was forgotten may be erased, and is not remembered. */
  private void dropWhatIsForgotten(long before, Collection<Long> ids) {
    if (forgotten.get() != before) {
      byId.invalidateAll(ids);
    }
  }

  /**
   * The key under which new texts of a subject are sealed; it is made when there is none. It is in
   * the table before anything is sealed under it. Those that are wanted at one time are made
   * together, or each new customer would cost a round trip of his own.
   *
   * @throws KeysUnavailableException when the table does not answer
   */
  SubjectKey openFor(String subject) {
    var known = open.getIfPresent(subject);
    if (known == null) {
      var before = forgotten.get();
      var wanted = new Wanted(subject);
      try {
        opening.add(wanted).join();
      } catch (CompletionException failure) {
        throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
      }
      known = Objects.requireNonNull(wanted.key);
      open.put(subject, known);
      byId.put(known.id(), known);
      dropWhatIsForgotten(before, List.of(known.id()));
    }
    return known;
  }

  private void readOrMake(List<Wanted> all) {
    var left = all.stream().map(wanted -> wanted.subject).collect(Collectors.toSet());
    var found = new HashMap<String, SubjectKey>();
    while (!left.isEmpty()) { // somebody else was at it, or an id is taken
      var wrapped = left.stream().collect(Collectors.toMap(subject -> subject, this::fresh));
      for (var row : asked(() -> table.openOrAdd(wrapped, master.name()))) {
        found.put(row.subject(), new SubjectKey(row, master));
      }
      left.removeAll(found.keySet());
    }
    all.forEach(wanted -> wanted.key = found.get(wanted.subject));
  }

  private byte[] fresh(String subject) {
    var key = new byte[SecretBox.KEY_BYTES];
    random.nextBytes(key);
    return master.wrap(key, subject);
  }

  /** Nothing new is sealed under the key of a subject, by this process at once. */
  public void close(String subject) {
    asked(
        () -> {
          table.close(subject);
          return subject;
        });
    open.invalidate(subject);
  }

  /** The keys of a subject that open what was sealed under them. */
  public List<Long> idsOf(String subject) {
    return asked(() -> table.idsOf(subject));
  }

  /** Those of them under which nothing new is sealed. */
  public List<Long> closedIdsOf(String subject) {
    return asked(() -> table.closedIdsOf(subject));
  }

  /**
   * Deletes keys of a subject and what is older of it, and says how many were there; one that this
   * table never knew is gone too.
   */
  public int erase(String subject, Collection<Long> ids) {
    return erase(Map.of(subject, ids));
  }

  /** The same for many subjects at once. */
  int erase(Map<String, ? extends Collection<Long>> idsBySubject) {
    var subjects = new ArrayList<String>();
    var ids = new ArrayList<Long>();
    idsBySubject.forEach(
        (subject, of) ->
            of.forEach(
                id -> {
                  subjects.add(subject);
                  ids.add(id);
                }));
    int erased = asked(() -> table.erase(subjects, ids));
    forgotten.incrementAndGet();
    open.invalidateAll(idsBySubject.keySet());
    byId.invalidateAll(ids);
    return erased;
  }

  /** Subjects with this prefix that have a key, in their order. */
  public List<String> subjects(String prefix) {
    return asked(() -> table.subjects(prefix));
  }

  /** Wraps anew what a former master key has wrapped, and says how many keys that were. */
  public long rewrap() {
    long wrapped = 0;
    for (var rows = others(); !rows.isEmpty(); rows = others()) {
      for (var row : rows) {
        if (row.master() != null && row.wrapped() != null) {
          var key = master.unwrap(row.master(), row.wrapped(), row.subject());
          table.rewrap(row, master.name(), master.wrap(key, row.subject()));
        }
      }
      wrapped += rows.size();
    }
    forget();
    return wrapped;
  }

  private List<KeyTable.Row> others() {
    return asked(() -> table.wrappedByOthers(master.name(), NEIGHBOURS));
  }

  /** Makes no keys any more. */
  @Override
  public void close() {
    opening.close();
  }

  /** Drops what is remembered. */
  void forget() {
    forgotten.incrementAndGet();
    open.invalidateAll();
    byId.invalidateAll();
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (DataAccessException away) {
      throw new KeysUnavailableException("The keys of personal data cannot be read", away);
    }
  }
}
