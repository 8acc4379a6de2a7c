package io.daybook.lab.outage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs {@link Unprotected}, and nothing else, as a JVM wants its agents. */
final class AgentJar {
  private AgentJar() {}

  /** The option of a JVM that shall do without these. */
  static List<String> option(List<String> changes) throws IOException {
    return changes.isEmpty()
        ? List.of()
        : List.of("-javaagent:" + packed() + "=" + String.join("+", changes));
  }

  private static Path packed() throws IOException {
    var manifest = new Manifest();
    var attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", Unprotected.class.getName());
    var file = Files.createTempFile("lab-agent", ".jar");
    try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      var outer = Unprotected.class.getName().replace('.', '/');
      for (var name : List.of(outer, outer + "$1")) {
        jar.putNextEntry(new JarEntry(name + ".class"));
        try (var bytes = Unprotected.class.getResourceAsStream("/" + name + ".class")) {
          Objects.requireNonNull(bytes).transferTo(jar);
        }
        jar.closeEntry();
      }
    }
    return file;
  }
}
