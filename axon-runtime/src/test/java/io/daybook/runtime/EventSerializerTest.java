package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept reads as Axon's serializer reads it, the first time and later. */
class EventSerializerTest {
  private final Serializer axon = Jackson3Serializer.builder().build();
  private final Serializer ours = new EventSerializer(Jackson3Serializer.builder());

  record Weighed(String what, int grams) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"actor\": \"grace\", \"none\": null}",
        "{\"number\": 3, \"large\": 12345678901, \"part\": 1.5, \"yes\": true}",
        "{\"inside\": {\"list\": [1, \"two\", {\"three\": 3}]}, \"é\": \"ü ☂\"}"
      })
  void metadata(String json) {
    for (int time = 0; time < 2; time++) {
      MetaData read = ours.deserialize(object(json, MetaData.class.getName()));
      MetaData expected = axon.deserialize(object(json, MetaData.class.getName()));
      assertThat(read).isEqualTo(expected);
    }
  }

  @Test
  void metadata_that_is_none() {
    assertThatThrownBy(() -> ours.deserialize(object("[1]", MetaData.class.getName())))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void payloads() {
    for (int grams = 0; grams < 3; grams++) {
      Weighed read =
          ours.deserialize(
              object("{\"what\": \"tea\", \"grams\": " + grams + "}", Weighed.class.getName()));
      assertThat(read).isEqualTo(new Weighed("tea", grams));
    }
  }

  @Test
  void a_type_that_nobody_knows_stays_unknown_and_harms_no_other() {
    for (int time = 0; time < 2; time++) {
      Object read = ours.deserialize(object("{}", "io.daybook.GiftWrapped"));
      assertThat(read).isInstanceOf(UnknownSerializedType.class);
      payloads();
    }
  }

  private static SimpleSerializedObject<String> object(String json, String type) {
    return new SimpleSerializedObject<>(json, String.class, type, null);
  }
}
