package io.daybook.app.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What processes are told: real settings, and no secret that everybody can read. */
final class SettingRules {
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(PASSWORD|SECRET|TOKEN|KEY|KEYS|JAAS[._]CONFIG)");
  private static final PropertyNames NAMES = new PropertyNames();

  private final List<String> broken = new ArrayList<>();

  private SettingRules() {}

  /** The rules that manifests break, in words. */
  static List<String> brokenBy(List<HasMetadata> resources) {
    var rules = new SettingRules();
    var maps =
        resources.stream().filter(ConfigMap.class::isInstance).map(ConfigMap.class::cast).toList();
    maps.forEach(rules::map);
    for (var workload : Workload.of(resources)) {
      var container = workload.main();
      container.getEnv().forEach(variable -> rules.variable(workload.name(), variable));
      container.getArgs().forEach(argument -> rules.argument(workload.name(), argument));
      for (var from : container.getEnvFrom()) {
        rules.require(
            from.getSecretRef() == null
                && maps.stream()
                    .anyMatch(
                        map ->
                            map.getMetadata().getName().equals(from.getConfigMapRef().getName())),
            workload.name() + " takes settings from what is not there");
      }
    }
    return rules.broken;
  }

  private void require(boolean kept, String otherwise) {
    if (!kept) {
      broken.add(otherwise);
    }
  }

  private void map(ConfigMap map) {
    for (var name : map.getData().keySet()) {
      require(NAMES.hasVariable(name), name + " is no setting");
      require(!SECRET.matcher(name).matches(), name + " is a secret in a ConfigMap");
    }
  }

  private void variable(String workload, EnvVar variable) {
    var name = variable.getName();
    require(NAMES.hasVariable(name), workload + ": " + name + " is no setting");
    var reference =
        variable.getValueFrom() == null ? null : variable.getValueFrom().getSecretKeyRef();
    require(
        reference != null || !SECRET.matcher(name).matches(),
        workload + ": " + name + " is a secret in the open");
    if (reference != null) {
      require(
          variable.getValue() == null, workload + ": " + name + " has a value beside its secret");
      require(
          ReadmeSecrets.has(reference.getName(), reference.getKey()),
          workload
              + ": README.md does not name the secret "
              + reference.getName()
              + " with "
              + reference.getKey());
    }
  }

  private void argument(String workload, String argument) {
    var name = argument.replaceFirst("^--", "").replaceFirst("=.*", "");
    require(
        argument.matches("--[^=]+=.*") && NAMES.has(name),
        workload + ": " + argument + " sets nothing");
    require(!SECRET.matcher(name).matches(), workload + ": " + name + " is a secret in the open");
  }
}
