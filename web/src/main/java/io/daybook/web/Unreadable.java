package io.daybook.web;

import io.daybook.schema.MalformedException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says of JSON that could not be read where and why, in the caller's words: Jackson's own sentences
 * name classes of ours.
 */
final class Unreadable {
  private Unreadable() {}

  static Map<String, String> error(JacksonException failure) {
    var field = fieldOf(failure);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MalformedException malformed) {
        return Problem.errorInBody(field, "form", malformed.getMessage());
      }
    }
    return switch (failure) {
      case UnrecognizedPropertyException _ ->
          Problem.errorInBody(field, "unknown", "is not a field of this request");
      case MismatchedInputException mismatch ->
          Problem.errorInBody(field, "type", "must be " + expected(mismatch.getTargetType()));
      case InputCoercionException _ ->
          Problem.errorInBody(field, "type", "must be " + expected(int.class));
      case StreamConstraintsException _ ->
          Problem.errorInBody(field, "size", "has a number, name or nesting that is too long");
      case StreamReadException broken when isDuplicate(broken) ->
          Problem.errorInBody(field, "unique", "is there twice");
      default -> Problem.errorInBody(field, "json", "is not well-formed JSON");
    };
  }

  private static boolean isDuplicate(StreamReadException broken) {
    return broken.getOriginalMessage().startsWith("Duplicate");
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number in range";
    }
    if (type == String.class || type == Instant.class) {
      return "text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "one object, or text in its form";
  }

  /** Where it was read; where Jackson has no path yet, the place that the parser had reached. */
  private static String fieldOf(JacksonException failure) {
    var path = new StringBuilder();
    for (var step : failure.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    if (path.isEmpty() && failure.processor() instanceof JsonParser parser) {
      return parser
          .streamReadContext()
          .pathAsPointer()
          .toString()
          .replaceFirst("^/", "")
          .replaceAll("/(\\d+)", "[$1]")
          .replace('/', '.');
    }
    return path.toString();
  }
}
