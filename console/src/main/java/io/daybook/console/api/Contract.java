package io.daybook.console.api;

import graphql.language.ArrayValue;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValue;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Callers;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who may ask for what, as the documents of the API say: the schema of GraphQL by {@code @allowed},
 * openapi.json by {@code x-roles}. They are read when the first page is asked for. A field or an
 * operation that they do not name is a mistake here, and fails.
 */
@Component
public final class Contract {
  private static final String SCHEMA = "/graphql/daybook.graphqls";
  private static final String OPERATIONS = "/static/openapi.json";

  private volatile @Nullable TypeDefinitionRegistry schema;
  private volatile @Nullable Map<String, Set<Role>> fields;
  private volatile @Nullable Map<String, Set<Role>> operations;

  Contract() {}

  /** What whoever looks may ask for. */
  public Rights rights() {
    return of(Callers.current().orElseThrow(() -> new IllegalStateException("Nobody looks")));
  }

  /** What somebody may ask for. */
  Rights of(Caller caller) {
    return new Rights(this, caller);
  }

  /** The constants of an enum of the schema, such as {@code OrderStatus}. */
  public List<String> values(String type) {
    return schema().getTypes(EnumTypeDefinition.class).stream()
        .filter(found -> found.getName().equals(type))
        .flatMap(found -> found.getEnumValueDefinitions().stream())
        .map(EnumValueDefinition::getName)
        .toList();
  }

  Set<Role> field(String name) {
    var known = fields;
    if (known == null) {
      known = readFields();
      fields = known;
    }
    return rolesOf(known, name);
  }

  Set<Role> operation(String name) {
    var known = operations;
    if (known == null) {
      known = readOperations();
      operations = known;
    }
    return rolesOf(known, name);
  }

  private static Set<Role> rolesOf(Map<String, Set<Role>> known, String name) {
    var roles = known.get(name);
    if (roles == null) {
      throw new IllegalArgumentException("The contract does not say who may ask for " + name);
    }
    return roles;
  }

  private TypeDefinitionRegistry schema() {
    var read = schema;
    if (read == null) {
      try (var file = open(SCHEMA)) {
        read = new SchemaParser().parse(file);
        schema = read;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return read;
  }

  private Map<String, Set<Role>> readFields() {
    var read = new HashMap<String, Set<Role>>();
    for (var type : schema().getTypes(ObjectTypeDefinition.class)) {
      for (var field : type.getFieldDefinitions()) {
        if (field.hasDirective("allowed")) {
          read.put(type.getName() + "." + field.getName(), rolesOf(field));
        }
      }
    }
    return read;
  }

  private static Set<Role> rolesOf(FieldDefinition field) {
    var roles = EnumSet.noneOf(Role.class);
    var named = field.getDirectives("allowed").getFirst().getArgument("roles").getValue();
    if (named instanceof ArrayValue several) {
      several.getValues().stream()
          .map(EnumValue.class::cast)
          .forEach(role -> roles.add(Role.valueOf(role.getName())));
    }
    return roles;
  }

  private static Map<String, Set<Role>> readOperations() {
    var read = new HashMap<String, Set<Role>>();
    try (var file = open(OPERATIONS)) {
      var paths = JsonMapper.shared().readTree(file).path("paths");
      paths.forEachEntry(
          (path, methods) ->
              methods.forEachEntry(
                  (method, operation) -> {
                    var roles = EnumSet.noneOf(Role.class);
                    operation
                        .path("x-roles")
                        .forEach(role -> Role.of(role.asString()).ifPresent(roles::add));
                    read.put(method.toUpperCase(Locale.ROOT) + " " + path, roles);
                  }));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return read;
  }

  private static InputStream open(String name) throws IOException {
    var file = Contract.class.getResourceAsStream(name);
    if (file == null) {
      throw new IOException(name + " is not there");
    }
    return file;
  }
}
