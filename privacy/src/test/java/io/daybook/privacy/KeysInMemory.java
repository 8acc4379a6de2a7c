package io.daybook.privacy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** A table of keys that can be away. */
public class KeysInMemory extends KeyTable {
  static final String MASTER = "dGhlIG1hc3RlciBrZXkgb2YgYWxsIG91ciB0ZXN0cyE=";

  private final Map<Long, Row> rows = new TreeMap<>();
  boolean away;
  int reads;

  /** Happens between a read and its answer. */
  Runnable meanwhile = () -> {};

  public KeysInMemory() {
    super(new JdbcTemplate());
  }

  static PrivacyProperties properties() {
    return new PrivacyProperties(
        MASTER,
        List.of(),
        java.nio.file.Path.of("."),
        null,
        1_000,
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        false);
  }

  public Keys keys() {
    return new Keys(this, MasterKey.held(MASTER, List.of()), properties());
  }

  /** Has a key for a subject. */
  public void have(String subject) {
    openOrAdd(Map.of(subject, new byte[1]), "master");
  }

  private void ask() {
    reads++;
    if (away) {
      throw new DataAccessResourceFailureException("The table is away");
    }
  }

  @Override
  List<Row> openOrAdd(Map<String, byte[]> wrapped, String master) {
    ask();
    return wrapped.entrySet().stream()
        .map(one -> openOrAdd(one.getKey(), master, one.getValue()))
        .toList();
  }

  private Row openOrAdd(String subject, String master, byte[] wrapped) {
    return rows.values().stream()
        .filter(row -> row.subject().equals(subject) && row.wrapped() != null)
        .findFirst()
        .orElseGet(
            () -> {
              var row = new Row(1_000L + rows.size(), subject, master, wrapped);
              rows.put(row.id(), row);
              return row;
            });
  }

  @Override
  List<Row> from(long id, int most) {
    ask();
    var found = rows.values().stream().filter(row -> row.id() >= id).limit(most).toList();
    meanwhile.run();
    return found;
  }

  @Override
  List<Long> idsOf(String subject) {
    return rows.values().stream()
        .filter(row -> row.subject().equals(subject) && row.wrapped() != null)
        .map(Row::id)
        .toList();
  }

  @Override
  List<String> subjects(String prefix) {
    return rows.values().stream()
        .filter(row -> row.wrapped() != null)
        .map(Row::subject)
        .filter(subject -> subject.startsWith(prefix))
        .distinct()
        .toList();
  }

  @Override
  int erase(List<String> subjects, List<Long> ids) {
    for (int i = 0; i < ids.size(); i++) {
      rows.put(ids.get(i), new Row(ids.get(i), subjects.get(i), null, null));
    }
    return ids.size();
  }
}
