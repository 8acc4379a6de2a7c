package io.daybook.outside.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Writes mails from {@code mail/<slug>.txt.mustache} and {@code mail/<slug>.html.mustache}. Values
 * are escaped in HTML and nowhere else. A template that asks for a value it is not given fails, be
 * it a variable or a section: nobody shall read a sentence with a hole in it.
 */
@Component
final class MailTemplates {
  private static final Mustache.Compiler HTML =
      Mustache.compiler().strictSections(true).withLoader(MailTemplates::open);
  private static final Mustache.Compiler TEXT = HTML.escapeHTML(false);

  private final Map<CustomerNews, Letter> letters = new EnumMap<>(CustomerNews.class);

  /** The same in both forms. */
  record Words(String text, String html) {}

  private record Letter(Template text, Template html) {}

  /**
   * Compiles the templates, so that a malformed one stops the start and not a mail. The layout is
   * compiled when a letter first needs it, and kept.
   */
  MailTemplates() {
    for (var news : CustomerNews.values()) {
      letters.put(
          news,
          new Letter(
              TEXT.loadTemplate(news.slug() + ".txt"), HTML.loadTemplate(news.slug() + ".html")));
    }
  }

  /**
   * Fills in the templates of some news.
   *
   * @throws com.samskivert.mustache.MustacheException when they ask for more than the values
   */
  Words write(CustomerNews news, Map<String, String> values) {
    var letter = Objects.requireNonNull(letters.get(news));
    return new Words(letter.text().execute(values), letter.html().execute(values));
  }

  private static Reader open(String name) {
    var resource = "/mail/" + name + ".mustache";
    var file = MailTemplates.class.getResourceAsStream(resource);
    return new InputStreamReader(
        Objects.requireNonNull(file, () -> "There is no " + resource), StandardCharsets.UTF_8);
  }
}
