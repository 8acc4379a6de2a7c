package io.daybook.app.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A Deployment or StatefulSet.
 *
 * @param replicas how many there are, or null where an autoscaler says so
 * @param surge how many more there may be while a release is rolled out
 */
record Workload(
    String kind,
    String name,
    Map<String, String> selector,
    PodTemplateSpec template,
    Integer replicas,
    int surge) {

  static List<Workload> of(List<HasMetadata> resources) {
    return resources.stream().flatMap(Workload::of).toList();
  }

  private static Stream<Workload> of(HasMetadata resource) {
    return switch (resource) {
      case Deployment one ->
          Stream.of(
              new Workload(
                  one.getKind(),
                  one.getMetadata().getName(),
                  one.getSpec().getSelector().getMatchLabels(),
                  one.getSpec().getTemplate(),
                  one.getSpec().getReplicas(),
                  one.getSpec().getStrategy().getRollingUpdate().getMaxSurge().getIntVal()));
      case StatefulSet one ->
          Stream.of(
              new Workload(
                  one.getKind(),
                  one.getMetadata().getName(),
                  one.getSpec().getSelector().getMatchLabels(),
                  one.getSpec().getTemplate(),
                  one.getSpec().getReplicas(),
                  0));
      default -> Stream.empty();
    };
  }

  Map<String, String> labels() {
    return template.getMetadata().getLabels();
  }

  /** Whether a selector of others means its pods. */
  boolean isSelectedBy(Map<String, String> others) {
    return !others.isEmpty() && labels().entrySet().containsAll(others.entrySet());
  }

  /** All of its containers, also those that run before. */
  List<Container> containers() {
    var spec = template.getSpec();
    return Stream.concat(
            Objects.requireNonNullElse(spec.getInitContainers(), List.<Container>of()).stream(),
            spec.getContainers().stream())
        .toList();
  }

  Container main() {
    return template.getSpec().getContainers().getFirst();
  }

  /** A plain value of its environment, without those that come from elsewhere. */
  String variable(String name) {
    return main().getEnv().stream()
        .filter(one -> one.getName().equals(name))
        .map(one -> Objects.requireNonNullElse(one.getValue(), ""))
        .findFirst()
        .orElse("");
  }

  /**
   * What its process sees in its environment.
   *
   * @param secret the value of a variable that comes from a secret
   */
  Map<String, Object> environment(List<HasMetadata> resources, UnaryOperator<String> secret) {
    var variables = new HashMap<String, Object>();
    for (var resource : resources) {
      if (resource instanceof ConfigMap map) {
        variables.putAll(map.getData());
      }
    }
    for (var one : main().getEnv()) {
      variables.put(
          one.getName(), one.getValueFrom() == null ? one.getValue() : secret.apply(one.getName()));
    }
    return variables;
  }
}
