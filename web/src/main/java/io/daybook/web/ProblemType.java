package io.daybook.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A kind of problem. All there are stand in {@code problems.md}, and the application serves a page
 * for each. The {@code type} of a problem document is the address of that page, relative to the
 * address of the request (RFC 9457, 3.1.1): it leads to the process that has answered, whatever its
 * name is outside.
 *
 * @param name in kebab-case; of a rule of the domain, the rule's
 * @param statuses of HTTP that it is answered with
 * @param meaning what has happened, in Markdown
 * @param remedy what the caller can do, in Markdown
 */
public record ProblemType(String name, List<Integer> statuses, String meaning, String remedy) {
  /** Where the pages are. */
  public static final String PATH = "/problems/";

  private static final Map<String, ProblemType> ALL = read();
  private static final ProblemType BROKEN = named("rule-broken").orElseThrow();

  /** Keeps its own list. */
  public ProblemType {
    statuses = List.copyOf(statuses);
  }

  /** All there are, in the order of their document. */
  public static Collection<ProblemType> all() {
    return ALL.values();
  }

  /** The type of this name, if there is one. */
  public static Optional<ProblemType> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The type for a rule; one that nobody has written a page for is a broken rule. */
  static ProblemType of(String rule) {
    return Objects.requireNonNullElse(ALL.get(rule), BROKEN);
  }

  /** Where its page is. */
  public URI address() {
    return URI.create(PATH + name);
  }

  /** The name for people. */
  public String title() {
    var words = name.replace('-', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static Map<String, ProblemType> read() {
    var types = new LinkedHashMap<String, ProblemType>();
    var sections = document().split("\n## ", -1);
    for (var section : Arrays.asList(sections).subList(1, sections.length)) {
      var parts = section.strip().split("\n\n", 3);
      var point = parts[1].indexOf(". ");
      var statuses = Arrays.stream(parts[1].substring(0, point).split(", ")).map(Integer::valueOf);
      var meaning = parts[1].substring(point + 2);
      var remedy = parts[2].substring("*Do:* ".length());
      types.put(parts[0], new ProblemType(parts[0], statuses.toList(), meaning, remedy));
    }
    return Collections.unmodifiableMap(types);
  }

  private static String document() {
    try (var file = ProblemType.class.getResourceAsStream("problems.md")) {
      return new String(
          Objects.requireNonNull(file, "problems.md").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
