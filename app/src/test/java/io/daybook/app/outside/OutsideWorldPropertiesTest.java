package io.daybook.app.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.app.settings.ContradictionAnalyzer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Settings that contradict each other stop the start, and say so in two sentences. */
class OutsideWorldPropertiesTest {
  private static final Map<String, String> REAL =
      Map.of(
          "sandbox", "false",
          "payment-key", "sk_live_1",
          "webhook-secret", "whsec_1",
          "carrier-url", "https://carrier.example");

  @Test
  void a_sandbox_and_a_real_world_can_each_be_set() {
    assertThat(bind(Map.of()).sandbox()).isTrue();
    assertThat(bind(Map.of("webhook-secret", "whsec_1")).sandbox()).isTrue();
    assertThat(bind(REAL).sandbox()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "payment-url, https://api.stripe.com/v2",
    "payment-key, sk_live_1",
    "carrier-url, https://carrier.example",
    "mail-host, smtp.example"
  })
  void a_real_address_with_the_sandbox_on_is_refused(String setting, String value) {
    assertRefused(Map.of(setting, value), setting);
  }

  @ParameterizedTest
  @CsvSource({"payment-key, sk_test_daybook", "webhook-secret, whsec_daybook"})
  void a_published_secret_with_the_sandbox_off_is_refused(String setting, String value) {
    var settings = new HashMap<>(REAL);
    settings.put(setting, value);
    assertRefused(settings, setting);
    settings.remove(setting);
    assertRefused(settings, setting);
  }

  @Test
  void no_carrier_with_the_sandbox_off_is_refused() {
    var settings = new HashMap<>(REAL);
    settings.remove("carrier-url");
    assertRefused(settings, "carrier-url");
  }

  private static OutsideWorldProperties bind(Map<String, String> settings) {
    var source = new MapConfigurationPropertySource();
    settings.forEach((name, value) -> source.put("daybook.outside-world." + name, value));
    return new Binder(source).bindOrCreate("daybook.outside-world", OutsideWorldProperties.class);
  }

  private static void assertRefused(Map<String, String> settings, String setting) {
    assertThatThrownBy(() -> bind(settings))
        .satisfies(
            failure -> {
              FailureAnalysis said = new ContradictionAnalyzer().analyze(failure);
              assertThat(said).isNotNull();
              assertThat(said.getDescription()).contains("daybook.outside-world." + setting);
              assertThat(said.getDescription().split("\\. ")).hasSize(1);
              assertThat(said.getAction()).endsWith(".");
            });
  }
}
