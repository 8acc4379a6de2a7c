package io.daybook.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SQL has one owner: docs/architecture.md says who. */
class TableOwnersTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern MADE =
      Pattern.compile("(?im)^\\s*create (?:unlogged )?table (?:if not exists )?(?:\\w+\\.)?(\\w+)");

  private record Owned(String module, String schema, String table, List<String> readers) {
    /** Read tables are in schemas of generations and versions, and queries name none. */
    Pattern name() {
      // "catalog.product-listed" is no table, but what others are told
      var qualified = "\\b" + schema + "(?:_[gv]\\d+)?\\." + table + "\\b(?!-)";
      var alone = "\\b(?:from|join|into|update|table) " + table + "\\b";
      return Pattern.compile(
          schema.equals("projection") || readers.isEmpty() ? qualified : qualified + "|" + alone);
    }

    boolean mayBeNamedIn(String other) {
      return other.equals(module)
          || readers.contains(other)
          || other.equals("benchmarks")
          || other.equals("lab");
    }
  }

  private static final List<Owned> TABLES =
      MarkdownTable.read(ROOT.resolve("docs/architecture.md"), "| module | schema | tables")
          .stream()
          .flatMap(
              row ->
                  MarkdownTable.names(row.get(2)).stream()
                      .map(
                          table ->
                              new Owned(
                                  row.get(0), row.get(1), table, MarkdownTable.names(row.get(3)))))
          .toList();

  @Test
  void no_statement_touches_the_table_of_another_module() throws IOException {
    var strangers = new ArrayList<String>();
    var named = new ArrayList<Owned>();
    for (var source : sources("java")) {
      var module = ROOT.relativize(source).getName(0).toString();
      var code = code(source);
      for (var table : TABLES) {
        if (table.name().matcher(code).find()) {
          named.add(table);
          if (!table.mayBeNamedIn(module)) {
            strangers.add(source + " names " + table.schema() + "." + table.table());
          }
        }
      }
    }
    assertThat(strangers).isEmpty();
    assertThat(named).as("tables that sources name").hasSizeGreaterThan(TABLES.size() / 2);
  }

  @Test
  void every_table_that_a_migration_makes_has_an_owner() throws IOException {
    var owned = TABLES.stream().map(Owned::table).toList();
    for (var migration : sources("sql")) {
      assertThat(MADE.matcher(Files.readString(migration)).results().map(made -> made.group(1)))
          .as("tables made by " + migration)
          .isSubsetOf(owned);
    }
  }

  /** Without imports and the package, where a schema may be the name of a package. */
  private static String code(Path source) throws IOException {
    return Files.readString(source).replaceAll("(?m)^(import|package) .*$", "");
  }

  private static List<Path> sources(String extension) throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      var found = new ArrayList<Path>();
      for (var main : modules.map(module -> module.resolve("src/main")).toList()) {
        if (Files.isDirectory(main)) {
          try (var files = Files.walk(main)) {
            files.filter(file -> file.toString().endsWith("." + extension)).forEach(found::add);
          }
        }
      }
      assertThat(found).isNotEmpty();
      return found;
    }
  }
}
