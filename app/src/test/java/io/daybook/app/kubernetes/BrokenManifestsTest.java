package io.daybook.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule finds what breaks it. */
class BrokenManifestsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "command.yaml | readOnlyRootFilesystem: | readOnlyRootFileSystem: | readOnlyRootFileSystem",
        "command.yaml | periodSeconds: 2 | periodSecond: 2 | periodSecond",
        "command.yaml | maxReplicas: 4 | maximumReplicas: 4 | maximumReplicas",
        "command.yaml | maxUnavailable: 1 | maxUnavailble: 1 | maxUnavailble",
        "network.yaml | podSelector: | podSelectors: | podSelectors",
        "routes.yaml | backendRefs: | backends: | backends",
        "settings.yaml | 'DAYBOOK_DEMO: \"false\"' | 'DAYBOOK_DEMO: false' | Boolean",
        "relay.yaml | 'value: \"20\"' | 'value: 20' | Integer",
        "relay.yaml | replicas: 2 | 'replicas: two' | two",
        "relay.yaml | kind: Deployment | kind: ReplicationController | ReplicationController",
        "relay.yaml | apiVersion: apps/v1 | apiVersion: apps/v1beta1 | apps/v1beta1",
        "relay.yaml | enableServiceLinks: false | 'automountServiceAccountToken: true' | duplicate",
      })
  void what_the_api_does_not_know_is_found(
      String file, String written, String broken, String complaint) {
    var text = Manifests.text(Manifests.BASE.resolve(file));
    assertThat(text).contains(written);
    assertThatThrownBy(
            () ->
                Manifests.read(
                    text.replaceFirst(quoted(written), Matcher.quoteReplacement(broken))))
        .hasMessageContaining(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "saga.yaml | runAsNonRoot: true | runAsNonRoot: false | may run as root",
        "saga.yaml | runAsUser: 10001 | runAsUser: 0 | names no user",
        "saga.yaml | type: RuntimeDefault | type: Unconfined | no seccomp profile",
        "saga.yaml | readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | can write to",
        "saga.yaml | allowPrivilegeEscalation: false | privileged: true | is privileged",
        "saga.yaml | '- ALL' | '- NET_RAW' | has capabilities",
        "saga.yaml | enableServiceLinks: false | enableServiceLinks: true | variables of Services",
        "saga.yaml | automountServiceAccountToken: false | hostNetwork: true | namespaces",
        "saga.yaml | /actuator/health/readiness | /actuator/health/ready | /actuator/health/ready",
        "saga.yaml | startupProbe: | livenessProbe: | duplicate",
        "saga.yaml | containerPort: 8080 | containerPort: 8081 | asks another port",
        "saga.yaml | cpu: \"2\" | ephemeral-storage: 1Gi | no limits of cpu and memory",
        "saga.yaml | memory: 1300Mi | memory: 512Mi | counts on others' memory",
        "saga.yaml | terminationGracePeriodSeconds: 50 | terminationGracePeriodSeconds: 45 |"
            + " killed",
        "saga.yaml | maxUnavailable: 0 | maxUnavailable: 1 | stops before it starts",
        "saga.yaml | DAYBOOK_OUTSIDEWORLD_PAYMENTKEY | DAYBOOK_OUTSIDE_WORLD_PAYMENT_KEY | no"
            + " setting",
        "saga.yaml | name: daybook-outside | name: daybook-inside | README.md does not name",
        "saga.yaml | key: payment-key | key: payment | README.md does not name",
        "saga.yaml | connectTimeout=2 | connectTimeout | sets nothing",
        "saga.yaml | --spring.datasource.hikari | --spring.datasource.hickory | sets nothing",
        "saga.yaml | daybook_processor_lag_seconds | daybook_processor_lags | does not list",
        "saga.yaml | 'processor: outside-calls' | 'recipient: outside-calls' | has no label",
        "saga.yaml | kind: PodDisruptionBudget | kind: NetworkPolicy | unknown",
        "saga.yaml | targetPort: http | targetPort: web | leads to no port",
        "saga.yaml | serviceAccountName: daybook | serviceAccountName: root | runs as nobody",
        "saga.yaml | automountServiceAccountToken: false | automountServiceAccountToken: true |"
            + " token",
        "saga.yaml | allowPrivilegeEscalation: false | allowPrivilegeEscalation: true | privileges",
        "saga.yaml | readOnlyRootFilesystem: true | runAsUser: 0 | a container is root",
        "saga.yaml | readOnlyRootFilesystem: true | runAsNonRoot: false | a container may run as"
            + " root",
        "saga.yaml | cpu: 500m | ephemeral-storage: 1Gi | no requests of cpu and memory",
        "saga.yaml | minReplicas: 2 | minReplicas: 4 | no room to scale",
        "saga.yaml | maxUnavailable: 1 | maxUnavailable: 0 | lets no node be emptied",
        "saga.yaml | type: External | type: Pods | a metric of type Pods",
        "saga.yaml | io/name: daybook | io/name: logbook | has not our label",
        "settings.yaml | name: daybook | name: logbook | takes settings from what is not there",
        "settings.yaml | DAYBOOK_DATABASE: | DAYBOOK_DATEBASE: | no setting",
        "settings.yaml | DAYBOOK_DEMO: | DAYBOOK_CONSOLE_CLIENTSECRET: | secret in a ConfigMap",
        "routes.yaml | name: daybook-relay | name: daybook-relays | leads to daybook-relays",
      })
  void what_breaks_a_rule_is_found(String file, String written, String broken, String complaint) {
    assertThat(brokenBy(file, written, broken))
        .anySatisfy(one -> assertThat(one).contains(complaint));
  }

  @Test
  void a_secret_in_the_open_is_found() {
    var reference =
        """
        valueFrom:
          secretKeyRef:
            name: daybook-master-key
            key: key
        """;
    assertThat(brokenBy("saga.yaml", reference.indent(14), "              value: mine\n"))
        .containsExactly("daybook-saga: DAYBOOK_PRIVACY_MASTERKEY is a secret in the open");
  }

  @Test
  void a_directory_of_the_host_is_found() {
    var temporary = "emptyDir:\n            sizeLimit: 64Mi";
    assertThat(brokenBy("saga.yaml", temporary, "hostPath:\n            path: /tmp"))
        .containsExactly("daybook-saga: mounts a directory of the host");
  }

  @Test
  void a_limit_below_what_a_process_may_take_is_found() {
    var memory = "(MaxRAMPercentage in the Dockerfile).\n              memory: 1300Mi";
    assertThat(brokenBy("saga.yaml", memory, memory.replace("1300Mi", "1100Mi")))
        .contains("daybook-saga: less memory than a process may take");
  }

  @Test
  void a_policy_for_nobody_is_found() {
    var selected = "app.kubernetes.io/component: saga\n  policyTypes:";
    assertThat(brokenBy("network.yaml", selected, selected.replace("saga", "sage")))
        .containsExactly("NetworkPolicy daybook-saga selects no pods");
  }

  @Test
  void a_selector_that_misses_its_own_pods_is_found() {
    var selected = "component: saga\n  strategy:";
    assertThat(brokenBy("saga.yaml", selected, selected.replace("saga", "sage")))
        .containsExactly("daybook-saga does not select its own pods");
  }

  @Test
  void pods_that_are_spread_by_the_labels_of_others_are_found() {
    var selected = "component: saga\n        - maxSkew";
    assertThat(brokenBy("saga.yaml", selected, selected.replace("saga", "relay")))
        .containsExactly("daybook-saga: is not spread");
  }

  @Test
  void an_autoscaler_of_what_is_not_there_is_found() {
    var target = "kind: Deployment\n    name: daybook-saga";
    assertThat(brokenBy("saga.yaml", target, target.replace("Deployment", "StatefulSet")))
        .containsExactly("HorizontalPodAutoscaler daybook-saga scales nothing");
  }

  @Test
  void a_service_of_two_roles_is_found() {
    var target = "    app.kubernetes.io/component: saga\n  ports:";
    assertThat(brokenBy("saga.yaml", target, "  ports:"))
        .containsExactly("Service daybook-saga selects the pods of 6 workloads");
  }

  @Test
  void a_stop_without_a_pause_is_found() {
    var pause =
        "preStop:\n              # Until nobody sends requests here any more.\n"
            + "              sleep:\n                seconds: 5";
    assertThat(brokenBy("saga.yaml", pause, "preStop: {}"))
        .containsExactly("daybook-saga: is stopped while requests are sent to it");
  }

  @Test
  void a_missing_probe_is_found() {
    var probe =
        """
        readinessProbe:
          httpGet:
            path: /actuator/health/readiness
            port: http
          periodSeconds: 5
          timeoutSeconds: 5
          failureThreshold: 2
        """;
    assertThat(brokenBy("saga.yaml", probe.indent(10), ""))
        .containsExactly("daybook-saga: no readiness probe over HTTP");
  }

  @Test
  void a_workload_without_its_budget_or_its_service_is_found() {
    var without = new ArrayList<HasMetadata>(Manifests.in(Manifests.BASE));
    without.removeIf(
        one ->
            one.getMetadata().getName().equals("daybook-query")
                && !one.getKind().equals("StatefulSet"));
    assertThat(ManifestsTest.brokenBy(without))
        .contains(
            "daybook-query has no PodDisruptionBudget",
            "daybook-query has no Service",
            "daybook-query has replicas and an autoscaler, or neither",
            "HTTPRoute daybook leads to daybook-query");
  }

  /** What is said of all manifests when one file is another; or why it cannot be read. */
  private static List<String> brokenBy(String file, String written, String broken) {
    var resources = new ArrayList<HasMetadata>();
    for (var path : Manifests.files(Manifests.BASE)) {
      var text = Manifests.text(path);
      if (path.endsWith(Manifests.KUSTOMIZATION)) {
        continue;
      }
      if (path.endsWith(file)) {
        assertThat(text).contains(written);
        text = text.replaceFirst(quoted(written), Matcher.quoteReplacement(broken));
      }
      try {
        resources.addAll(Manifests.read(text));
      } catch (RuntimeException unreadable) {
        return List.of("unknown: " + unreadable.getMessage());
      }
    }
    return ManifestsTest.brokenBy(resources);
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }
}
