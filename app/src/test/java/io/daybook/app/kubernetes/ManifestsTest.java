package io.daybook.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests are what Kubernetes knows, and keep our rules. */
class ManifestsTest {

  @Test
  void every_manifest_is_known_to_the_api_and_keeps_our_rules() {
    assertThat(Manifests.in(Manifests.BASE)).hasSizeGreaterThan(25);
    assertThat(brokenBy(Manifests.in(Manifests.BASE))).isEmpty();
  }

  @Test
  void every_role_has_one_workload() {
    assertThat(Workload.of(Manifests.in(Manifests.BASE)))
        .allSatisfy(
            one ->
                assertThat(one.labels().get("app.kubernetes.io/component"))
                    .isEqualTo(one.variable("DAYBOOK_ROLES")))
        .extracting(one -> one.variable("DAYBOOK_ROLES"))
        .containsExactlyInAnyOrder("command", "saga", "projection", "query", "relay", "console");
  }

  @Test
  void every_file_is_applied() {
    for (var directory : List.of(Manifests.BASE, Manifests.EXAMPLE)) {
      var kustomization = kustomization(directory);
      var named = new TreeSet<String>();
      ((List<?>) kustomization.get("resources")).forEach(one -> named.add(one.toString()));
      if (kustomization.get("patches") instanceof List<?> patches) {
        patches.forEach(one -> named.add(((Map<?, ?>) one).get("path").toString()));
      }
      named.remove("../../base");
      assertThat(Manifests.files(directory))
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(with(named, Manifests.KUSTOMIZATION));
    }
  }

  /** Patches have a part of each field only, so the rules see them where they are rendered. */
  @Test
  void the_overlay_is_known_to_the_api_and_patches_what_is_there() {
    var there =
        Manifests.in(Manifests.BASE).stream()
            .map(one -> one.getKind() + " " + one.getMetadata().getName())
            .toList();
    for (var patch : (List<?>) kustomization(Manifests.EXAMPLE).get("patches")) {
      var file = Manifests.EXAMPLE.resolve(((Map<?, ?>) patch).get("path").toString());
      assertThat(Manifests.read(Manifests.text(file)))
          .extracting(one -> one.getKind() + " " + one.getMetadata().getName())
          .isSubsetOf(there);
    }
    assertThat(Manifests.in(Manifests.EXAMPLE)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/example"})
  void what_kustomize_makes_of_it_keeps_our_rules(String directory) throws Exception {
    assumeTrue(hasKubectl(), "kubectl is not installed");
    var rendered = Manifests.read(run("kubectl", "kustomize", directory));
    assertThat(brokenBy(rendered)).isEmpty();
    assertThat(rendered)
        .filteredOn(one -> !one.getKind().equals("Namespace"))
        .allSatisfy(one -> assertThat(one.getMetadata().getNamespace()).isEqualTo("daybook"));
  }

  static List<String> brokenBy(List<HasMetadata> resources) {
    var broken = new ArrayList<String>();
    Workload.of(resources).forEach(one -> broken.addAll(PodRules.brokenBy(one)));
    broken.addAll(SettingRules.brokenBy(resources));
    broken.addAll(WiringRules.brokenBy(resources));
    return broken;
  }

  private static Map<?, ?> kustomization(Path directory) {
    return Manifests.documents(Manifests.text(directory.resolve(Manifests.KUSTOMIZATION)))
        .findFirst()
        .orElseThrow();
  }

  private static TreeSet<String> with(TreeSet<String> names, String another) {
    var more = new TreeSet<>(names);
    more.add(another);
    return more;
  }

  private static boolean hasKubectl() {
    try {
      run("kubectl", "version", "--client");
      return true;
    } catch (IOException | IllegalStateException none) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .directory(Manifests.ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " has failed: " + said);
    }
    return said;
  }
}
