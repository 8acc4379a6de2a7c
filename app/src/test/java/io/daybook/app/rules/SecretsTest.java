package io.daybook.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.order.PaymentToken;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** What nobody may read in a log. */
class SecretsTest {
  private static final Pattern SECRET =
      Pattern.compile(".*(secret|password|token|credential|key)", Pattern.CASE_INSENSITIVE);

  @Test
  void the_token_of_a_card_is_not_read_in_a_log() {
    assertThat(new PaymentToken("tok_visa")).asString().doesNotContain("tok_visa");
  }

  @Test
  void there_are_settings_with_secrets() {
    assertThat(settings().flatMap(SecretsTest::secretsOf))
        .extracting(RecordComponent::getName)
        .contains("paymentKey", "webhookSecret", "password");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void no_secret_is_in_the_text_of_its_settings(Class<? extends Record> type) {
    var values = new HashMap<String, Object>();
    values.put("x.sandbox", false); // whose own addresses the others would contradict
    for (var component : type.getRecordComponents()) {
      if (component.getType() == String.class) {
        var name = DataObjectPropertyName.toDashedForm(component.getName());
        values.put("x." + name, "the value of " + component.getName());
      }
    }
    var bound = new Binder(new MapConfigurationPropertySource(values));
    var text = bound.bindOrCreate("x", Bindable.of(type)).toString();
    secretsOf(type)
        .forEach(secret -> assertThat(text).doesNotContain("the value of " + secret.getName()));
  }

  private static Stream<RecordComponent> secretsOf(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getType() == String.class)
        .filter(component -> SECRET.matcher(component.getName()).matches());
  }

  /** All settings of ours, and the records in them. */
  static Stream<Class<?>> settings() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    var found = new ArrayList<Class<?>>();
    scanner
        .findCandidateComponents("io.daybook")
        .forEach(one -> add(ClassUtils.resolveClassName(one.getBeanClassName(), null), found));
    return found.stream();
  }

  private static void add(Class<?> type, List<Class<?>> found) {
    found.add(type);
    Arrays.stream(type.getDeclaredClasses())
        .filter(Class::isRecord)
        .forEach(inner -> add(inner, found));
  }
}
