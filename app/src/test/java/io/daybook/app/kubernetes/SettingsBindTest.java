package io.daybook.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The settings of every process are of the right kind, and do not contradict one another. */
class SettingsBindTest {

  static Stream<Workload> workloads() {
    return Workload.of(Manifests.in(Manifests.BASE)).stream();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void all_settings_of_ours_can_be_bound(Workload workload) {
    var binder = binder(environment(workload));
    assertThat(settings()).hasSizeGreaterThan(15);
    assertThatCode(() -> settings().forEach(type -> bind(binder, type))).doesNotThrowAnyException();
  }

  @Test
  void a_setting_of_the_wrong_kind_or_one_that_is_missing_is_found() {
    var saga =
        workloads().filter(one -> one.name().equals("daybook-saga")).findFirst().orElseThrow();
    var wrong = environment(saga);
    wrong.put("DAYBOOK_OUTSIDEWORLD_MAILPORT", "smtp");
    assertThatThrownBy(() -> settings().forEach(type -> bind(binder(wrong), type)))
        .hasMessageContaining("daybook.outside-world.mail-port");
    var missing = environment(saga);
    missing.remove("DAYBOOK_OUTSIDEWORLD_PAYMENTKEY");
    assertThatThrownBy(() -> settings().forEach(type -> bind(binder(missing), type)))
        .hasStackTraceContaining("daybook.outside-world.payment-key is not set");
  }

  /** Names of Kafka's settings have points, which variables of the environment have not. */
  @Test
  void the_overlay_tells_kafkas_client_what_it_is_called_there() {
    var relay =
        Manifests.in(Manifests.EXAMPLE).stream()
            .filter(one -> one.getMetadata().getName().equals("daybook-relay"))
            .map(SettingsBindTest::containerOfPatch)
            .findFirst()
            .orElseThrow();
    var bound =
        binder(relay)
            .bind("daybook.relay.kafka.properties", Bindable.mapOf(String.class, String.class))
            .get();
    assertThat(bound)
        .containsOnlyKeys(
            "security.protocol",
            "sasl.mechanism",
            "sasl.jaas.config",
            "ssl.truststore.type",
            "ssl.truststore.certificates");
  }

  private static Map<String, Object> containerOfPatch(HasMetadata patch) {
    var variables = new HashMap<String, Object>();
    ((Deployment) patch)
        .getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
            .forEach(
                one ->
                    variables.put(
                        one.getName(), one.getValue() == null ? "a secret" : one.getValue()));
    return variables;
  }

  /** The outside world is asked for with the role saga only, and with its secrets. */
  private static Map<String, Object> environment(Workload workload) {
    var variables = workload.environment(Manifests.in(Manifests.BASE), _ -> "a secret");
    if (!workload.variable("DAYBOOK_ROLES").equals("saga")) {
      variables.keySet().removeIf(name -> name.startsWith("DAYBOOK_OUTSIDEWORLD_"));
    }
    return variables;
  }

  private static Binder binder(Map<String, Object> variables) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().remove("systemProperties");
    environment
        .getPropertySources()
        .replace(
            "systemEnvironment",
            new SystemEnvironmentPropertySource("systemEnvironment", variables));
    ConfigurationPropertySources.attach(environment);
    return Binder.get(environment);
  }

  private static void bind(Binder binder, Class<?> type) {
    var annotation = type.getAnnotation(ConfigurationProperties.class);
    binder.bindOrCreate(
        annotation.value().isEmpty() ? annotation.prefix() : annotation.value(), Bindable.of(type));
  }

  private static List<Class<?>> settings() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scanner.findCandidateComponents("io.daybook").stream()
        .<Class<?>>map(one -> ClassUtils.resolveClassName(one.getBeanClassName(), null))
        .filter(type -> type.isRecord())
        .toList();
  }
}
