package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.SchemaJson;
import io.daybook.schema.fulfilment.FulfilmentAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** What a former release has stored of a saga is read, and written the same way. */
class SagaStateContractTest {
  private static final Path STORED = Path.of("src/test/resources/golden");

  private final Jackson3Serializer serializer =
      Jackson3Serializer.builder()
          .jsonMapperBuilderCustomizer(
              mapper ->
                  mapper
                      .addModule(SchemaJson.moneyModule())
                      .changeDefaultVisibility(
                          visibility ->
                              visibility.withFieldVisibility(
                                  com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY)))
          .build();

  @Test
  void a_saga_that_0_1_0_has_parked_is_read_and_written_the_same() throws IOException {
    var stored = Files.readString(STORED.resolve("OrderFulfilmentSaga-0.1.0.json"));
    OrderFulfilmentSaga saga =
        serializer.deserialize(
            new SimpleSerializedObject<>(
                stored, String.class, OrderFulfilmentSaga.class.getName(), null));
    var fulfilment = (Fulfilment) ReflectionTestUtils.getField(saga, "fulfilment");
    assertThat(fulfilment.stage()).isEqualTo(Stage.REFUNDING);
    assertThat(fulfilment.parked()).containsExactly(FulfilmentAction.REFUND_PAYMENT);
    assertThat(fulfilment.hasDeadline()).isFalse();
    var mapper = tools.jackson.databind.json.JsonMapper.shared();
    var written = mapper.readTree(serializer.serialize(saga, String.class).getData());
    var before = mapper.readTree(stored);
    assertThat(written.propertyNames()).containsExactlyInAnyOrderElementsOf(before.propertyNames());
    assertThat(written.path("fulfilment").propertyNames())
        .containsExactlyInAnyOrderElementsOf(before.path("fulfilment").propertyNames());
    assertThat(written.path("fulfilment").path("job"))
        .isEqualTo(before.path("fulfilment").path("job"));
  }
}
