package io.daybook.app.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.ExternalMetricSource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What names something else must find it. */
final class WiringRules {
  private final List<HasMetadata> resources;
  private final List<Workload> workloads;
  private final List<String> broken = new ArrayList<>();

  private WiringRules(List<HasMetadata> resources) {
    this.resources = resources;
    this.workloads = Workload.of(resources);
  }

  /** The rules that manifests break, in words. */
  static List<String> brokenBy(List<HasMetadata> resources) {
    var rules = new WiringRules(resources);
    rules.workloads.forEach(rules::workload);
    resources.forEach(rules::resource);
    return rules.broken;
  }

  private void require(boolean kept, String otherwise) {
    if (!kept) {
      broken.add(otherwise);
    }
  }

  private <T> Stream<T> all(Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast);
  }

  private void workload(Workload one) {
    require(one.isSelectedBy(one.selector()), one.name() + " does not select its own pods");
    require(
        all(PodDisruptionBudget.class)
            .anyMatch(budget -> one.isSelectedBy(budget.getSpec().getSelector().getMatchLabels())),
        one.name() + " has no PodDisruptionBudget");
    require(
        all(Service.class).anyMatch(service -> one.isSelectedBy(service.getSpec().getSelector())),
        one.name() + " has no Service");
    var scaled =
        all(HorizontalPodAutoscaler.class)
            .anyMatch(scaler -> scaler.getSpec().getScaleTargetRef().getName().equals(one.name()));
    require(
        scaled == (one.replicas() == null),
        one.name() + " has replicas and an autoscaler, or neither");
    require(
        all(ServiceAccount.class)
            .anyMatch(
                account ->
                    account
                        .getMetadata()
                        .getName()
                        .equals(one.template().getSpec().getServiceAccountName())),
        one.name() + " runs as nobody");
  }

  private void resource(HasMetadata resource) {
    var name = resource.getKind() + " " + resource.getMetadata().getName();
    require(
        resource instanceof Namespace
            || "daybook"
                .equals(
                    Objects.requireNonNullElse(
                            resource.getMetadata().getLabels(), Map.<String, String>of())
                        .get("app.kubernetes.io/name")),
        name + " has not our label");
    switch (resource) {
      case Deployment one -> {
        var rolling = one.getSpec().getStrategy().getRollingUpdate();
        require(rolling.getMaxUnavailable().getIntVal() == 0, name + " stops before it starts");
      }
      case Service one -> service(one, name);
      case PodDisruptionBudget one -> {
        var most = one.getSpec().getMaxUnavailable();
        require(most != null && most.getIntVal() > 0, name + " lets no node be emptied");
        selectsOne(one.getSpec().getSelector().getMatchLabels(), name);
      }
      case NetworkPolicy one -> {
        var selected = one.getSpec().getPodSelector().getMatchLabels();
        require(
            workloads.stream().anyMatch(workload -> workload.isSelectedBy(selected)),
            name + " selects no pods");
      }
      case HorizontalPodAutoscaler one -> scaler(one, name);
      case HTTPRoute one ->
          one.getSpec().getRules().stream()
              .flatMap(rule -> rule.getBackendRefs().stream())
              .forEach(
                  target ->
                      require(
                          hasService(target.getName(), target.getPort()),
                          name + " leads to " + target.getName()));
      default -> {}
    }
  }

  private boolean hasService(String name, Integer port) {
    return all(Service.class)
        .filter(service -> service.getMetadata().getName().equals(name))
        .flatMap(service -> service.getSpec().getPorts().stream())
        .anyMatch(one -> one.getPort().equals(port));
  }

  private void service(Service service, String name) {
    var selected = service.getSpec().getSelector();
    selectsOne(selected, name);
    for (var port : service.getSpec().getPorts()) {
      require(
          workloads.stream()
              .filter(workload -> workload.isSelectedBy(selected))
              .flatMap(workload -> workload.main().getPorts().stream())
              .anyMatch(one -> one.getName().equals(port.getTargetPort().getStrVal())),
          name + " leads to no port");
    }
  }

  private void selectsOne(Map<String, String> selector, String name) {
    var selected = workloads.stream().filter(workload -> workload.isSelectedBy(selector)).count();
    require(selected == 1, name + " selects the pods of " + selected + " workloads");
  }

  private void scaler(HorizontalPodAutoscaler scaler, String name) {
    var target = scaler.getSpec().getScaleTargetRef();
    require(
        workloads.stream()
            .anyMatch(
                one -> one.name().equals(target.getName()) && one.kind().equals(target.getKind())),
        name + " scales nothing");
    require(
        scaler.getSpec().getMinReplicas() < scaler.getSpec().getMaxReplicas(),
        name + " has no room to scale");
    for (var metric : scaler.getSpec().getMetrics()) {
      switch (metric.getType()) {
        case "External" -> external(metric.getExternal(), name);
        case "Resource" ->
            require(metric.getResource().getName().equals("cpu"), name + " asks for no cpu");
        default -> require(false, name + " asks for a metric of type " + metric.getType());
      }
    }
  }

  private void external(ExternalMetricSource external, String name) {
    var metric = external.getMetric().getName();
    var labels = DocumentedMetrics.labels(metric);
    require(labels != null, name + ": docs/metrics.md does not list " + metric);
    var selector = external.getMetric().getSelector();
    if (labels != null && selector != null) {
      require(
          labels.containsAll(selector.getMatchLabels().keySet()),
          name + ": " + metric + " has no label " + selector.getMatchLabels().keySet());
    }
  }
}
