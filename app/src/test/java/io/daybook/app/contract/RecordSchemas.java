package io.daybook.app.contract;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What schemas have to say of our records, and is not said by annotations: null or not. */
final class RecordSchemas {
  private static final Map<String, Class<?>> NAMED = new ConcurrentHashMap<>();

  /** One character at least that is more than space. */
  private static final String NOT_BLANK = "[^\\u0000-\\u0020]";

  private RecordSchemas() {}

  /** Names a nested type by its outer one too, because many are called alike. */
  private static final class Names extends TypeNameResolver {
    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
      var outer = type.getEnclosingClass();
      var name = (outer == null ? "" : outer.getSimpleName()) + type.getSimpleName();
      NAMED.put(name, type);
      return name;
    }
  }

  /** In place of the resolver that there is, after all that springdoc has put before it. */
  static void install(ObjectMapper mapper) {
    var converters = ModelConverters.getInstance(true);
    var others =
        converters.getConverters().stream().filter(one -> !(one instanceof ModelResolver)).toList();
    List.copyOf(converters.getConverters()).forEach(converters::removeConverter);
    converters.addConverter(new ModelResolver(mapper, new Names()).openapi31(true));
    others.reversed().forEach(converters::addConverter); // each before those that are there
  }

  /** Fields that may be null say so; all others are there. */
  static void complete(ObjectNode schemas) {
    schemas.forEachEntry(
        (name, schema) -> {
          var type = NAMED.get(name);
          if (type != null && type.isRecord() && schema instanceof ObjectNode object) {
            var required = new TreeSet<String>();
            complete(object, type, required);
            var list = object.putArray("required");
            required.forEach(list::add);
            object.put("additionalProperties", false);
          }
        });
  }

  private static void complete(ObjectNode schema, Class<?> type, Set<String> required) {
    for (var component : type.getRecordComponents()) {
      if (isUnwrapped(component)) {
        complete(schema, component.getType(), required);
        continue;
      }
      var property = schema.path("properties").path(component.getName());
      if (property instanceof ObjectNode said) {
        narrow(said, component);
      }
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        if (property instanceof ObjectNode nullable) {
          orNull((ObjectNode) schema.get("properties"), component.getName(), nullable);
        }
      } else if (!property.isMissingNode()) {
        required.add(component.getName());
      }
    }
  }

  /** Rules that springdoc reads only half, or not at all. */
  private static void narrow(ObjectNode schema, RecordComponent component) {
    for (var rule : rulesOf(component)) {
      switch (rule.annotationType().getSimpleName()) {
        case "NotBlank" -> schema.put("minLength", 1).put("pattern", NOT_BLANK);
        case "NotEmpty" -> schema.put("minItems", 1);
        case "Country" -> {
          schema.put("description", "A code of ISO 3166-1 alpha-2.").put("pattern", "^[A-Z]{2}$");
          schema.putArray("examples").add("GB").add("DE").add("JE");
        }
        default -> {} // nothing is missing of it
      }
    }
  }

  /** Each on one of the two: a rule says itself where it may stand. */
  private static List<Annotation> rulesOf(RecordComponent component) {
    return Stream.of(component, component.getAccessor())
        .flatMap(part -> Stream.of(part.getAnnotations()))
        .toList();
  }

  private static void orNull(ObjectNode properties, String name, ObjectNode schema) {
    JsonNode type = schema.get("type");
    if (type != null && type.isString() && !schema.has("enum")) {
      schema.putArray("type").add(type.asString()).add("null");
    } else {
      var either = properties.putObject(name).putArray("anyOf");
      either.add(schema);
      either.addObject().put("type", "null");
    }
  }

  private static boolean isUnwrapped(RecordComponent component) {
    return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
        || component.isAnnotationPresent(JsonUnwrapped.class);
  }
}
