package io.daybook.outside.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.samskivert.mustache.MustacheException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTemplatesTest {
  private static final Map<String, String> ALL =
      Map.of(
          "subject", "A subject",
          "order", "order-1",
          "reason", "changed my mind",
          "trackingNumber", "DB12",
          "amount", "GBP 25.00");

  private final MailTemplates templates = new MailTemplates();

  @ParameterizedTest
  @EnumSource
  void every_letter_is_whole_in_both_forms(CustomerNews news) {
    var words = templates.write(news, ALL);
    assertThat(words.text()).endsWith("\n\nOrder order-1\n").doesNotContain("{", "}", "<");
    assertThat(words.html().strip())
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .endsWith("</html>")
        .contains("<title>A subject</title>", ">A subject</h1>", "Order order-1", "width=device")
        .doesNotContain("{", "}");
  }

  @ParameterizedTest
  @EnumSource
  void html_fetches_nothing_and_keeps_its_style_inline(CustomerNews news) {
    assertThat(templates.write(news, ALL).html())
        .doesNotContain("http", "src=", "url(", "<link", "<style", "<script", "<img");
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCELLED", "CANCELLATION_REJECTED"})
  void a_reason_is_told(CustomerNews news) {
    assertTold(news, "changed my mind");
  }

  @Test
  void a_tracking_number_is_told() {
    assertTold(CustomerNews.SHIPPED, "DB12");
  }

  @Test
  void an_amount_is_told() {
    assertTold(CustomerNews.REFUNDED, "GBP 25.00");
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCELLED", "CANCELLATION_REJECTED"})
  void a_reason_is_escaped_in_html_and_nowhere_else(CustomerNews news) {
    var nasty = "<script>alert('x')</script> & \"more\" {{order}}";
    var words = templates.write(news, Map.of("subject", "S", "order", "order-1", "reason", nasty));
    assertThat(words.text()).contains(nasty);
    assertThat(words.html())
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;")
        .contains("{{order}}");
  }

  @ParameterizedTest
  @EnumSource
  void a_value_missing_in_text_is_an_error(CustomerNews news) {
    assertLacking(news, "order");
  }

  @ParameterizedTest
  @EnumSource
  void a_value_missing_in_html_is_an_error(CustomerNews news) {
    assertLacking(news, "subject"); // which the text does not ask for
  }

  private void assertLacking(CustomerNews news, String name) {
    var values = new HashMap<>(ALL);
    values.remove(name);
    assertThatThrownBy(() -> templates.write(news, values))
        .isInstanceOf(MustacheException.class)
        .hasMessageContaining("'" + name + "'");
  }

  private void assertTold(CustomerNews news, String value) {
    var words = templates.write(news, ALL);
    assertThat(words.text()).contains(value);
    assertThat(words.html()).contains(value);
  }
}
