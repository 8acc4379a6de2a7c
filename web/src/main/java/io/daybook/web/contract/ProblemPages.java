package io.daybook.web.contract;

import io.daybook.web.ProblemType;
import io.daybook.web.Refused;
import io.daybook.web.access.Open;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What the {@code type} of a problem document leads to. Everybody may read it. */
@RestController
class ProblemPages {

  @Open("it says what everybody may know")
  @GetMapping("/problems")
  ResponseEntity<String> list() {
    var items =
        ProblemType.all().stream()
            .map(
                type ->
                    "<li><a href=\"%s\">%s</a> (%s)</li>\n"
                        .formatted(type.address(), type.title(), statuses(type)))
            .collect(Collectors.joining());
    return page("Problems", "<ul>\n" + items + "</ul>\n");
  }

  @Open("it says what everybody may know")
  @GetMapping("/problems/{name}")
  ResponseEntity<String> one(@PathVariable String name) {
    var type = ProblemType.named(name).orElseThrow(() -> Refused.missing("problem of this name"));
    return page(
        type.title(),
        """
        <p>HTTP status %s</p>
        <p>%s</p>
        <h2>What to do</h2>
        <p>%s</p>
        <p><a href="/problems">All problems</a></p>
        """
            .formatted(statuses(type), html(type.meaning()), html(type.remedy())));
  }

  private static String statuses(ProblemType type) {
    return type.statuses().stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }

  private static String html(String markdown) {
    return HtmlUtils.htmlEscape(markdown).replaceAll("`([^`]+)`", "<code>$1</code>");
  }

  private static ResponseEntity<String> page(String title, String body) {
    var html =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%1$s</title></head>
        <body>
        <h1>%1$s</h1>
        %2$s</body>
        </html>
        """
            .formatted(HtmlUtils.htmlEscape(title), body);
    return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(html);
  }
}
