package io.daybook.projection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the events of a page have changed and nobody has written yet. It is written when the page is
 * about to be committed: after its token, so that a process that has lost its segment fails before
 * it reads a row, and in the same transaction. Tables and rows are locked in the order of their
 * names and keys.
 */
final class PendingChanges {
  private static final String RESOURCE = PendingChanges.class.getName();
  private static final String AT_ONCE = RESOURCE + ".atOnce";
  private static final String ONCE_ONLY = RESOURCE + ".onceOnly";

  /**
   * A page of orders with a thousand lines each is written in parts, the first before its token.
   */
  private static final int MOST = 10_000;

  private final SortedMap<String, Changed> folded = new TreeMap<>();
  private final SortedMap<String, Appended> appended = new TreeMap<>();
  private final Map<String, Statement> statements = new LinkedHashMap<>();
  private final boolean onceOnly;
  private int held;
  private boolean writing;

  /** What becomes of a row, which is null where there is none. */
  interface Fold {
    @Nullable Row after(@Nullable Row before);
  }

  /**
   * @param fresh keys whose first change makes the row
   */
  private record Changed(
      TableStatements table, Map<List<String>, List<Fold>> folds, Set<List<String>> fresh) {}

  private record Appended(TableStatements table, List<Row> rows) {}

  private record Statement(JdbcTemplate jdbc, List<Object[]> values) {}

  private PendingChanges(UnitOfWork<?> unit) {
    onceOnly = unit.resources().containsKey(ONCE_ONLY);
  }

  /** Adds a change to those of the current unit of work. */
  static void add(Consumer<PendingChanges> change) {
    var unit = CurrentUnitOfWork.get();
    if (unit.resources().containsKey(AT_ONCE)) {
      var one = new PendingChanges(unit);
      change.accept(one);
      one.write();
    } else {
      PendingChanges pending =
          unit.getOrComputeResource(RESOURCE, _ -> writtenBeforeCommitOf(unit));
      change.accept(pending);
      if (++pending.held >= MOST && !pending.writing) {
        pending.write();
      }
    }
  }

  /** Has a unit of work write every change when it is made. */
  static void writeAtOnce(UnitOfWork<?> unit) {
    unit.resources().put(AT_ONCE, true);
  }

  /** Has a unit of work not look for rows that its events make, because no event comes twice. */
  static void everyEventComesOnce(UnitOfWork<?> unit) {
    unit.resources().put(ONCE_ONLY, true);
  }

  private static PendingChanges writtenBeforeCommitOf(UnitOfWork<?> unit) {
    var pending = new PendingChanges(unit);
    unit.onPrepareCommit(_ -> pending.writeOrFail());
    return pending;
  }

  /** Axon looks for exceptions only here: an Error would leave its unit of work open for ever. */
  private void writeOrFail() {
    try {
      write();
    } catch (Error bad) {
      throw new IllegalStateException("The changes of the page could not be written", bad);
    }
  }

  /**
   * @param makes whether the change makes the row
   */
  void fold(String name, TableStatements table, List<String> key, Fold fold, boolean makes) {
    var changed =
        folded.computeIfAbsent(name, _ -> new Changed(table, new HashMap<>(), new HashSet<>()));
    var folds = changed.folds().computeIfAbsent(key, _ -> new ArrayList<>());
    if (makes && onceOnly && folds.isEmpty()) {
      changed.fresh().add(key);
    }
    folds.add(fold);
  }

  void append(String name, TableStatements table, Row row) {
    appended.computeIfAbsent(name, _ -> new Appended(table, new ArrayList<>())).rows().add(row);
  }

  /**
   * A statement that runs after the rows of the page are written, once for each event, in their
   * order.
   */
  void execute(JdbcTemplate jdbc, String sql, Object... values) {
    statements
        .computeIfAbsent(sql, _ -> new Statement(jdbc, new ArrayList<>()))
        .values()
        .add(values);
  }

  private void write() {
    writing = true; // a change of one row may append another
    folded.values().forEach(PendingChanges::foldAndWrite);
    appended.values().forEach(one -> one.table().append(one.rows()));
    statements.forEach((sql, one) -> one.jdbc().batchUpdate(sql, one.values()));
    folded.clear();
    appended.clear();
    statements.clear();
    held = 0;
    writing = false;
  }

  private static void foldAndWrite(Changed changed) {
    var keys =
        changed.folds().keySet().stream()
            .sorted(Comparator.comparing(key -> String.join("\0", key)))
            .toList();
    var before =
        changed.table().read(keys.stream().filter(key -> !changed.fresh().contains(key)).toList());
    var written = new ArrayList<Row>();
    var deleted = new ArrayList<List<String>>();
    for (var key : keys) {
      var row = before.get(key);
      for (var fold : changed.folds().getOrDefault(key, List.of())) {
        row = fold.after(row);
      }
      if (row != null && row.isChanged()) {
        written.add(row);
      } else if (row == null && before.containsKey(key)) {
        deleted.add(key);
      }
    }
    changed.table().delete(deleted);
    changed.table().write(written);
  }
}
