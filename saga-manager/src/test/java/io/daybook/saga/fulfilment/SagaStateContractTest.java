package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.daybook.schema.SchemaJson;
import io.daybook.schema.fulfilment.FulfilmentAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.util.ReflectionTestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A saga is written as its approved sample says, and read from the samples of both revisions. Those
 * of revision 1 were written by the code before the table of steps; they stay, because such states
 * are in databases. A new place writes its sample with {@code -Ddaybook.approve=true}, to be
 * reviewed and committed.
 */
class SagaStateContractTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String OLD = "OrderFulfilmentSaga-1-";
  private static final String CLEAR = "OrderFulfilmentSaga-2-";
  private static final String CURRENT = "OrderFulfilmentSaga-3-";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Jackson3Serializer serializer =
      Jackson3Serializer.builder()
          .jsonMapperBuilderCustomizer(
              mapper ->
                  mapper
                      .addModule(SchemaJson.moneyModule())
                      .changeDefaultVisibility(
                          visibility ->
                              visibility
                                  .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                                  .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                                  .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY)))
          .revisionResolver(new AnnotationRevisionResolver())
          .build();

  static List<Path> old() {
    return samples(OLD);
  }

  static List<Path> clear() {
    return samples(CLEAR);
  }

  static List<Path> current() {
    return samples(CURRENT);
  }

  @ParameterizedTest
  @MethodSource("old")
  void revision_1_is_read_and_written_as_revision_3(Path old) {
    var name = old.getFileName().toString().substring(OLD.length());
    assertThat(written(read(old, null))).isEqualTo(approved(name, read(old, null)));
  }

  @ParameterizedTest
  @MethodSource("clear")
  void revision_2_whose_texts_are_in_clear_is_read(Path clear) {
    var name = clear.getFileName().toString().substring(CLEAR.length());
    assertThat(written(read(clear, "2"))).isEqualTo(approved(name, read(clear, "2")));
  }

  @ParameterizedTest
  @MethodSource("current")
  void revision_3_is_read_and_written_the_same(Path sample) {
    var written = serializer.serialize(read(sample, "3"), String.class);
    assertThat(written.getType().getRevision()).isEqualTo("3");
    assertThat(inOrder(JSON.readTree(written.getData()))).isEqualTo(inOrder(JSON.readTree(sample)));
  }

  @Test
  void every_place_has_a_sample_but_the_end_at_which_nothing_is_stored() {
    var samples = current().stream().map(sample -> nameOf(read(sample, "3"))).toList();
    for (var place : PlacesForTests.of(Job.of(OneOrderForTests.PLACED))) {
      if (place instanceof Ended) {
        continue;
      }
      var saga = new OrderFulfilmentSaga();
      ReflectionTestUtils.setField(
          saga, "fulfilment", new Fulfilment(Job.of(OneOrderForTests.PLACED), place, Set.of(), 0));
      if (!samples.contains(nameOf(saga))) {
        assertThat(written(saga)).isEqualTo(approved(nameOf(saga) + ".json", saga));
      }
    }
  }

  @Test
  void a_saga_that_0_1_0_has_parked_is_read() {
    var saga = read(GOLDEN.resolve("OrderFulfilmentSaga-0.1.0.json"), null);
    var fulfilment = fulfilmentOf(saga);
    assertThat(fulfilment.progress().action()).isEqualTo(FulfilmentAction.REFUND_PAYMENT);
    assertThat(fulfilment.parked()).containsExactly(FulfilmentAction.REFUND_PAYMENT);
    assertThat(fulfilment.hasDeadline()).isFalse();
    assertThat(((Undoing) fulfilment.progress()).held().bySteps())
        .containsOnlyKeys(Step.RESERVE_STOCK, Step.BOOK_CARRIER, Step.CAPTURE_PAYMENT);
  }

  private OrderFulfilmentSaga read(Path sample, String revision) {
    return serializer.deserialize(
        new SimpleSerializedObject<>(
            text(sample), String.class, OrderFulfilmentSaga.class.getName(), revision));
  }

  private JsonNode written(OrderFulfilmentSaga saga) {
    return inOrder(JSON.readTree(serializer.serialize(saga, String.class).getData()));
  }

  private JsonNode approved(String name, OrderFulfilmentSaga saga) {
    var file = GOLDEN.resolve(CURRENT + name);
    try {
      if (Boolean.getBoolean("daybook.approve") && !Files.exists(file)) {
        Files.writeString(
            file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written(saga)) + "\n");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    assertThat(file).exists();
    return inOrder(JSON.readTree(file));
  }

  private static String nameOf(OrderFulfilmentSaga saga) {
    var place = fulfilmentOf(saga).progress();
    return place.getClass().getSimpleName() + "-" + place.action();
  }

  private static Fulfilment fulfilmentOf(OrderFulfilmentSaga saga) {
    return Objects.requireNonNull((Fulfilment) ReflectionTestUtils.getField(saga, "fulfilment"));
  }

  /** Sets are written in any order. */
  private static JsonNode inOrder(JsonNode node) {
    if (node.isObject()) {
      var object = JSON.createObjectNode();
      node.properties().forEach(field -> object.set(field.getKey(), inOrder(field.getValue())));
      return object;
    }
    if (node.isArray()) {
      var array = JSON.createArrayNode();
      node.valueStream()
          .map(SagaStateContractTest::inOrder)
          .sorted(Comparator.comparing(JsonNode::toString))
          .forEach(array::add);
      return array;
    }
    return node;
  }

  private static List<Path> samples(String prefix) {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
