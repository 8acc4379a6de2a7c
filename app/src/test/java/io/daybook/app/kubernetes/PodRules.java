package io.daybook.app.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** What every pod of ours keeps: rights, probes, bounds, and the time that it is given to stop. */
final class PodRules {
  private static final Pattern PATIENCE = Pattern.compile("give it (\\d+) before you kill it");

  /** What a process is to stay within. */
  private static final BigDecimal RESIDENT = new BigDecimal(1_200_000_000L);

  private static final Map<String, Quantity> NONE = Map.of();
  private static final List<String> BOTH = List.of("cpu", "memory");

  private final Workload workload;
  private final List<String> broken = new ArrayList<>();

  private PodRules(Workload workload) {
    this.workload = workload;
  }

  /** The rules that a workload breaks, in words. */
  static List<String> brokenBy(Workload workload) {
    var rules = new PodRules(workload);
    var pod = workload.template().getSpec();
    rules.pod(pod);
    workload.containers().forEach(rules::container);
    rules.probes(workload.main());
    rules.stopping(pod);
    return rules.broken;
  }

  private void require(boolean kept, String rule) {
    if (!kept) {
      broken.add(workload.name() + ": " + rule);
    }
  }

  private void pod(PodSpec pod) {
    var security = pod.getSecurityContext();
    require(security != null, "no securityContext");
    if (security != null) {
      require(Boolean.TRUE.equals(security.getRunAsNonRoot()), "may run as root");
      require(security.getRunAsUser() != null && security.getRunAsUser() > 0, "names no user");
      require(
          security.getSeccompProfile() != null
              && "RuntimeDefault".equals(security.getSeccompProfile().getType()),
          "no seccomp profile");
    }
    require(Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), "has a token");
    require(Boolean.FALSE.equals(pod.getEnableServiceLinks()), "has variables of Services");
    require(
        pod.getHostNetwork() == null && pod.getHostPID() == null && pod.getHostIPC() == null,
        "is in the host's namespaces");
    require(
        pod.getVolumes().stream().allMatch(volume -> volume.getHostPath() == null),
        "mounts a directory of the host");
    require(
        !pod.getTopologySpreadConstraints().isEmpty()
            && pod.getTopologySpreadConstraints().stream()
                .allMatch(
                    spread -> workload.isSelectedBy(spread.getLabelSelector().getMatchLabels())),
        "is not spread");
  }

  private void container(Container container) {
    var security = container.getSecurityContext();
    require(security != null, "a container without securityContext");
    if (security != null) {
      require(Boolean.TRUE.equals(security.getReadOnlyRootFilesystem()), "can write to its image");
      require(
          Boolean.FALSE.equals(security.getAllowPrivilegeEscalation()), "can get more privileges");
      require(!Boolean.TRUE.equals(security.getPrivileged()), "is privileged");
      require(
          security.getRunAsUser() == null || security.getRunAsUser() > 0, "a container is root");
      require(!Boolean.FALSE.equals(security.getRunAsNonRoot()), "a container may run as root");
      var capabilities = security.getCapabilities();
      require(
          capabilities != null
              && capabilities.getDrop().equals(List.of("ALL"))
              && capabilities.getAdd().isEmpty(),
          "has capabilities");
    }
    var resources = container.getResources();
    require(resources != null, "no resources");
    if (resources != null) {
      var requested = Objects.requireNonNullElse(resources.getRequests(), NONE);
      var limits = Objects.requireNonNullElse(resources.getLimits(), NONE);
      require(requested.keySet().containsAll(BOTH), "no requests of cpu and memory");
      require(limits.keySet().containsAll(BOTH), "no limits of cpu and memory");
      var memory = limits.get("memory");
      require(
          memory != null && Quantity.getAmountInBytes(memory).compareTo(RESIDENT) >= 0,
          "less memory than a process may take");
      require(memory != null && memory.equals(requested.get("memory")), "counts on others' memory");
    }
  }

  private void probes(Container container) {
    probe("startup", container.getStartupProbe(), "liveness");
    probe("liveness", container.getLivenessProbe(), "liveness");
    probe("readiness", container.getReadinessProbe(), "readiness");
  }

  private void probe(String name, Probe probe, String group) {
    require(probe != null && probe.getHttpGet() != null, "no " + name + " probe over HTTP");
    if (probe == null || probe.getHttpGet() == null) {
      return;
    }
    var path = probe.getHttpGet().getPath();
    require(
        path.equals(ApplicationSettings.healthPath(group))
            && ApplicationSettings.healthGroups().contains(group),
        "its " + name + " probe asks " + path);
    var port = probe.getHttpGet().getPort();
    require(
        workload.main().getPorts().stream()
            .anyMatch(
                one ->
                    one.getName().equals(port.getStrVal())
                        && one.getContainerPort() == ApplicationSettings.port()),
        "its " + name + " probe asks another port");
  }

  /** The platform's own time begins when the pause before is over. */
  private void stopping(PodSpec pod) {
    var operations = Manifests.text(Path.of("..", "docs", "operations.md"));
    var stated = PATIENCE.matcher(operations);
    require(stated.find(), "docs/operations.md does not say how long a process takes to stop");
    var lifecycle = workload.main().getLifecycle();
    var stop = lifecycle == null ? null : lifecycle.getPreStop();
    var pause = stop == null || stop.getSleep() == null ? 0 : stop.getSleep().getSeconds();
    require(pause > 0, "is stopped while requests are sent to it");
    var given = pod.getTerminationGracePeriodSeconds();
    require(
        given != null && given >= pause + Long.parseLong(stated.group(1)),
        "is killed before it has stopped");
    require(
        given != null && given >= pause + 2 * ApplicationSettings.shutdownPhase().toSeconds(),
        "is killed while it still answers");
  }
}
