package io.daybook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailPageTest {

  @Test
  void everything_of_a_mail_is_escaped() {
    var nasty = "\"><script>alert('&')</script>";
    var page = MailPage.of(List.of(new ReceivedMail("f", nasty, "i", nasty, nasty, nasty)));
    var escaped = "&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;";
    assertThat(page)
        .doesNotContain("<script")
        .contains(
            "<h2>" + escaped + "</h2>",
            "<p>To " + escaped + "</p>",
            "<iframe sandbox loading=\"lazy\" title=\""
                + escaped
                + "\" srcdoc=\""
                + escaped
                + "\">",
            "<pre>" + escaped + "</pre>");
  }

  @Test
  void the_newest_hundred_come_first() {
    var page = MailPage.of(IntStream.range(0, 120).mapToObj(MailPageTest::plain).toList());
    assertThat(page)
        .contains("The latest 100 of 120")
        .containsSubsequence("<h2>119</h2>", "<h2>118</h2>", "<h2>20</h2>")
        .doesNotContain("<h2>19</h2>");
  }

  @Test
  void a_mail_without_html_shows_its_text() {
    assertThat(MailPage.of(List.of(plain(7))))
        .contains("<details open>", "<pre>text</pre>")
        .doesNotContain("<iframe");
  }

  private static ReceivedMail plain(int number) {
    return new ReceivedMail("f", "t", "i", "" + number, "text", null);
  }
}
