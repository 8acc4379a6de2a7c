package io.daybook.app.door;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of one endpoint.
 *
 * @param rare whether it costs too much, or changes too much, to be asked as often as others
 * @param body null where none is read
 */
record Endpoint(
    String method, String pattern, List<Parameter> parameters, boolean rare, @Nullable Shape body) {

  /** Whether a request without a body is as good as one with it. */
  boolean mayBeEmpty() {
    return body instanceof Shape.Fields shape
        && shape.fields().stream().noneMatch(Shape.Field::required);
  }

  static Half of(String methodAndPattern, Parameter... parameters) {
    return new Half(methodAndPattern, List.of(parameters), false);
  }

  /** An endpoint whose body is still to be told. */
  record Half(String name, List<Parameter> parameters, boolean rare) {

    Half rarely() {
      return new Half(name, parameters, true);
    }

    Map.Entry<String, Endpoint> body(Shape shape) {
      return whole(shape);
    }

    Map.Entry<String, Endpoint> reason(Shape text) {
      return body(Shape.object(Shape.required("reason", text)));
    }

    Map.Entry<String, Endpoint> noBody() {
      return whole(null);
    }

    private Map.Entry<String, Endpoint> whole(@Nullable Shape shape) {
      var words = name.split(" ", 2);
      return Map.entry(name, new Endpoint(words[0], words[1], parameters, rare, shape));
    }
  }
}
