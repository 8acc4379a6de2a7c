package io.daybook.app.contract;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What schemas have to say of our records, and is not said by annotations: null or not. */
final class RecordSchemas {
  private static final Map<String, Class<?>> NAMED = new ConcurrentHashMap<>();

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
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        if (property instanceof ObjectNode nullable) {
          orNull((ObjectNode) schema.get("properties"), component.getName(), nullable);
        }
      } else if (!property.isMissingNode()) {
        required.add(component.getName());
      }
    }
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
