package io.daybook.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every relative link of a document leads somewhere. */
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void every_relative_link_leads_somewhere() throws IOException {
    var broken = new ArrayList<String>();
    try (var files = Files.walk(ROOT, 4)) {
      var documents =
          files
              .filter(file -> file.toString().endsWith(".md"))
              .filter(
                  file -> !ROOT.relativize(file).toString().matches(".*(target|node_modules)/.*"))
              .toList();
      assertThat(documents).hasSizeGreaterThan(3);
      for (var document : documents) {
        var links = LINK.matcher(Files.readString(document));
        while (links.find()) {
          if (!Files.exists(document.resolveSibling(links.group(1)))) {
            broken.add(ROOT.relativize(document) + " -> " + links.group(1));
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }
}
