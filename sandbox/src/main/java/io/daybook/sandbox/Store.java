package io.daybook.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sandbox's memory: JSON objects by kind and id, and, when it has a file, a {@link SealedLines
 * sealed line} for every change, so that a killed sandbox comes back as it was. All access is by
 * one thread at a time.
 */
final class Store {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SEALED = "sealed";

  private final Map<String, Map<String, ObjectNode>> kinds = new LinkedHashMap<>();
  private final @Nullable File file;

  private record File(Path path, SealedLines lines) {}

  Store(@Nullable Path file) {
    if (file == null) {
      this.file = null;
      return;
    }
    try {
      this.file = new File(file, SealedLines.of(file));
      if (Files.exists(file)) {
        load(this.file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  synchronized Optional<ObjectNode> find(String kind, String id) {
    return Optional.ofNullable(of(kind).get(id)).map(ObjectNode::deepCopy);
  }

  synchronized Collection<ObjectNode> all(String kind) {
    return of(kind).values().stream().map(ObjectNode::deepCopy).toList();
  }

  synchronized void put(String kind, String id, ObjectNode object) {
    of(kind).put(id, object.deepCopy());
    if (file != null) {
      try {
        Files.writeString(
            file.path(),
            line(file, kind, id, object),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private static String line(File file, String kind, String id, ObjectNode object) {
    var line = JSON.createObjectNode().put("kind", kind).put("id", id);
    line.set("object", object);
    return JSON.createObjectNode().put(SEALED, file.lines().seal(line.toString())) + "\n";
  }

  private Map<String, ObjectNode> of(String kind) {
    return kinds.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
  }

  /** What is in clear was written by an earlier release; it does not stay so. */
  private void load(File from) throws IOException {
    var isWhole = true;
    for (var line : Files.readAllLines(from.path(), StandardCharsets.UTF_8)) {
      try {
        var read = JSON.readTree(line);
        isWhole &= read.has(SEALED);
        keep(read.has(SEALED) ? opened(from, read) : read);
      } catch (JacksonException torn) {
        isWhole = false;
        break; // the last line of a killed process
      }
    }
    if (!isWhole) {
      writeAnew(from);
    }
  }

  private static JsonNode opened(File from, JsonNode read) {
    return JSON.readTree(from.lines().open(read.path(SEALED).asString()));
  }

  private void keep(JsonNode entry) {
    of(entry.path("kind").asString())
        .put(entry.path("id").asString(), (ObjectNode) entry.path("object"));
  }

  private void writeAnew(File to) throws IOException {
    var lines = new StringBuilder();
    kinds.forEach(
        (kind, objects) ->
            objects.forEach((id, object) -> lines.append(line(to, kind, id, object))));
    SealedLines.replace(to.path(), lines.toString());
  }
}
