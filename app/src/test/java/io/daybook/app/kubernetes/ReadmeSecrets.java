package io.daybook.app.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of secrets in kubernetes/README.md: its rows begin with a secret and its keys. */
final class ReadmeSecrets {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| ((?:`[^`]+`(?:, )?)+) \\|");

  private ReadmeSecrets() {}

  /** The keys of each secret. */
  static Map<String, List<String>> all() {
    return ROW.matcher(Manifests.text(Manifests.ROOT.resolve("README.md")))
        .results()
        .collect(
            Collectors.toMap(
                row -> row.group(1), row -> List.of(row.group(2).replace("`", "").split(", "))));
  }

  static boolean has(String secret, String key) {
    return all().getOrDefault(secret, List.of()).contains(key);
  }
}
