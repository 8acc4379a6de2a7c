package io.daybook.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sandbox's memory: JSON objects by kind and id, and, when it has a file, a line for every
 * change, so that a killed sandbox comes back as it was. All access is by one thread at a time.
 */
final class Store {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, Map<String, ObjectNode>> kinds = new LinkedHashMap<>();
  private final @Nullable Path file;

  Store(@Nullable Path file) {
    this.file = file;
    if (file != null && Files.exists(file)) {
      load(file);
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
      var line = JSON.createObjectNode().put("kind", kind).put("id", id);
      line.set("object", object);
      try {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private Map<String, ObjectNode> of(String kind) {
    return kinds.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
  }

  private void load(Path path) {
    try {
      for (var line : List.copyOf(Files.readAllLines(path, StandardCharsets.UTF_8))) {
        try {
          var entry = JSON.readTree(line);
          of(entry.path("kind").asString())
              .put(entry.path("id").asString(), (ObjectNode) entry.path("object"));
        } catch (JacksonException torn) {
          break; // the last line of a killed process
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
