package io.daybook.app.door;

import java.util.List;
import java.util.stream.Stream;

/** A part of a request beside its body. A parameter without fit values can only be wrong. */
record Parameter(Place place, String name, List<String> fit, List<String> unfit) {

  enum Place {
    PATH,
    QUERY,
    HEADER
  }

  static Parameter path(String name, List<String> fit) {
    return new Parameter(Place.PATH, name, fit, List.of());
  }

  static Parameter query(String name, List<String> fit) {
    return new Parameter(Place.QUERY, name, fit, List.of());
  }

  static Parameter header(String name, List<String> fit) {
    return new Parameter(Place.HEADER, name, fit, List.of());
  }

  Parameter but(String... others) {
    return new Parameter(
        place, name, fit, Stream.concat(unfit.stream(), Stream.of(others)).toList());
  }
}
