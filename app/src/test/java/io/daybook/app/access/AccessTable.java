package io.daybook.app.access;

import io.daybook.web.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads docs/access.md. */
public final class AccessTable {
  private static final Path PAGE = Path.of("..", "docs", "access.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private AccessTable() {}

  /** Of the tables below a heading with a column for each role: who may do what. */
  public static Map<String, Set<Role>> of(String heading) {
    var rows = new LinkedHashMap<String, Set<Role>>();
    var columns = List.<String>of();
    for (var cells : below(heading)) {
      if (cells.contains("customer")) {
        columns = cells;
      } else if (cells.size() == columns.size()) {
        var allowed = EnumSet.noneOf(Role.class);
        for (int i = 1; i < cells.size(); i++) {
          if (!cells.get(i).isEmpty()) {
            allowed.add(Role.valueOf(columns.get(i).toUpperCase(Locale.ROOT)));
          }
        }
        CODE.matcher(cells.getFirst()).results().forEach(what -> rows.put(what.group(1), allowed));
      }
    }
    return rows;
  }

  /** Of the tables below a heading with two columns: the second, by what the first names. */
  static Map<String, String> pairs(String heading) {
    var rows = new LinkedHashMap<String, String>();
    for (var cells : below(heading)) {
      if (cells.size() == 2) {
        CODE.matcher(cells.getFirst())
            .results()
            .forEach(what -> rows.put(what.group(1), cells.get(1)));
      }
    }
    return rows;
  }

  private static List<List<String>> below(String heading) {
    try {
      var rows = new ArrayList<List<String>>();
      var inside = false;
      for (var line : Files.readAllLines(PAGE)) {
        if (line.startsWith("## ")) {
          inside = line.equals("## " + heading);
        } else if (inside && line.startsWith("|") && !line.startsWith("|---")) {
          var cells = line.substring(1, line.length() - 1).split("\\|", -1);
          rows.add(Arrays.stream(cells).map(String::strip).toList());
        }
      }
      return rows;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
