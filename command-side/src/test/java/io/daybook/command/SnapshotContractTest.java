package io.daybook.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.daybook.schema.SchemaJson;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every aggregate is kept in a snapshot as its approved sample says, and read back as it was. A
 * sample belongs to one revision of the aggregate: a state that is written in another shape needs a
 * new revision, because it is part of the fingerprint by which a snapshot is read or passed over. A
 * new revision writes its sample with {@code -Ddaybook.approve=true}, in the place of the former
 * one, which no release reads any more; to be reviewed and committed.
 */
class SnapshotContractTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/snapshots");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(SchemaJson.moneyModule())
          .changeDefaultVisibility(
              v ->
                  v.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                      .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                      .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
          .build();

  @ParameterizedTest
  @MethodSource("io.daybook.command.SnapshotSamples#all")
  void every_snapshot_is_written_and_read_as_approved(SnapshotSamples.Sample sample)
      throws Exception {
    var aggregate = aggregate(sample);
    var file = GOLDEN.resolve(name(sample) + ".json");
    if (Boolean.getBoolean("daybook.approve") && !Files.exists(file)) {
      Files.createDirectories(GOLDEN);
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(aggregate) + "\n");
    }
    var approved = JSON.readTree(file);
    assertThat(sorted(JSON.<JsonNode>valueToTree(aggregate))).isEqualTo(sorted(approved));
    var read = JSON.treeToValue(approved, aggregate.getClass());
    assertThat(state(read)).isEqualTo(state(aggregate)).isNotNull();
    assertThat(sorted(JSON.<JsonNode>valueToTree(read))).isEqualTo(sorted(approved));
  }

  @Test
  void every_aggregate_has_samples_and_every_sample_is_of_a_revision_of_today() throws IOException {
    var names = SnapshotSamples.all().map(SnapshotContractTest::name).toList();
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(names);
    }
    try (var classes = Files.walk(Path.of("target/classes"))) {
      var aggregates =
          classes
              .map(file -> file.getFileName().toString())
              .filter(Pattern.compile("Aggregate\\.class$").asPredicate())
              .map(file -> file.replace("Aggregate.class", ""));
      assertThat(aggregates)
          .allSatisfy(type -> assertThat(names).anyMatch(name -> name.startsWith(type + "-")));
    }
  }

  /** Such as {@code Order-returned-3}. */
  private static String name(SnapshotSamples.Sample sample) {
    return sample.name() + "-" + type(sample).getAnnotation(Revision.class).value();
  }

  private static Class<?> type(SnapshotSamples.Sample sample) {
    try {
      return Class.forName("io.daybook.command." + sample.aggregate());
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private static Object aggregate(SnapshotSamples.Sample sample)
      throws ReflectiveOperationException {
    var constructor = type(sample).getDeclaredConstructor();
    constructor.setAccessible(true);
    var aggregate = constructor.newInstance();
    var on = handler(type(sample));
    for (var event : sample.events()) {
      on.invoke(aggregate, event);
    }
    return aggregate;
  }

  private static Method handler(Class<?> type) {
    var on =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(EventSourcingHandler.class))
            .findFirst()
            .orElseThrow();
    on.setAccessible(true);
    return on;
  }

  private static @Nullable Object state(Object aggregate) throws ReflectiveOperationException {
    var state = aggregate.getClass().getDeclaredField("state");
    state.setAccessible(true);
    return state.get(aggregate);
  }

  /** Sets are written in any order. */
  private static JsonNode sorted(JsonNode json) {
    return switch (json) {
      case ArrayNode array -> {
        var copy = JSON.createArrayNode();
        array
            .valueStream()
            .map(SnapshotContractTest::sorted)
            .sorted(Comparator.comparing(JsonNode::toString))
            .forEach(copy::add);
        yield copy;
      }
      case ObjectNode object -> {
        var copy = JSON.createObjectNode();
        object.properties().forEach(field -> copy.set(field.getKey(), sorted(field.getValue())));
        yield copy;
      }
      default -> json;
    };
  }
}
