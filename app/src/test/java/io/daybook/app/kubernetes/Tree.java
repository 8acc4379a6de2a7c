package io.daybook.app.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A document whose kind no model here knows: it is read by the names of its fields. */
record Tree(Object value) {

  static List<Tree> in(String yaml) {
    return Manifests.documents(yaml).map(one -> new Tree(one)).toList();
  }

  /** What is there; an error, which names the field, when there is nothing. */
  Tree at(String... path) {
    Object now = value;
    for (var name : path) {
      now = now instanceof Map<?, ?> map ? map.get(name) : null;
      if (now == null) {
        throw new AssertionError("There is no " + String.join(".", path) + " in " + value);
      }
    }
    return new Tree(now);
  }

  String text(String... path) {
    return String.valueOf(at(path).value);
  }

  int number(String... path) {
    return Integer.parseInt(text(path));
  }

  List<Tree> list(String... path) {
    return ((List<?>) at(path).value).stream().map(one -> new Tree(one)).toList();
  }

  /** All values of a field of that name, however deep. */
  List<Tree> all(String name) {
    var found = new ArrayList<Tree>();
    switch (value) {
      case Map<?, ?> map ->
          map.forEach(
              (key, below) -> {
                if (key.equals(name)) {
                  found.add(new Tree(below));
                }
                found.addAll(new Tree(below).all(name));
              });
      case List<?> list -> list.forEach(below -> found.addAll(new Tree(below).all(name)));
      case null, default -> {}
    }
    return found;
  }

  boolean is(String apiVersion, String kind) {
    return text("apiVersion").equals(apiVersion) && text("kind").equals(kind);
  }
}
