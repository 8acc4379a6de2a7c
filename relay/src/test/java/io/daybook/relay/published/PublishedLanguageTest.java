package io.daybook.relay.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.Personal;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.order.OrderId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublishedLanguageTest {

  @Test
  void every_event_of_the_log_means_something_to_others_or_visibly_nothing() {
    assertThat(WordsForTests.kinds().toList()).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    WordsForTests.kinds().forEach(WordsForTests::told);
  }

  @Test
  void every_word_is_told_of_some_event() {
    assertThat(WordsForTests.messages().keySet())
        .containsExactlyInAnyOrderElementsOf(
            MessageType.all().stream().map(MessageType::name).toList());
  }

  @Test
  void what_is_told_has_no_field_for_anything_personal() {
    var fields = MessageType.records().flatMap(PublishedLanguageTest::fields).toList();
    assertThat(fields).hasSizeGreaterThan(60);
    assertThat(fields)
        .allSatisfy(
            field -> {
              assertThat(field.isAnnotationPresent(Personal.class)).as("%s", field).isFalse();
              assertThat(field.getName())
                  .as("free texts, tokens and references of providers: %s", field)
                  .doesNotContainIgnoringCase("reason")
                  .doesNotContainIgnoringCase("token")
                  .doesNotContainIgnoringCase("reference")
                  .doesNotContainIgnoringCase("tracking");
            });
  }

  /** All texts of samples are one text, so it is seen where it came through. */
  @Test
  void no_text_of_the_log_comes_through_but_codes_names_of_products_and_receipts() {
    WordsForTests.messages()
        .values()
        .forEach(
            one ->
                assertThat(
                        WordsForTests.json(one)
                            .replaceAll(
                                "\"(sku|name|receiptId|country|customerId|refundId|subscription|cause|subject|partitionkey)\":\"text-1\"",
                                ""))
                    .doesNotContain("text-1"));
  }

  @Test
  void two_versions_of_a_word_are_two_messages() {
    var ids = WordsForTests.messages().values().stream().map(Announcement::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void a_reservation_that_never_was_is_not_told_as_released() {
    var released = new StockReleased(new Sku("MUG"), new OrderId(new UUID(1, 2)), 0);
    assertThat(PublishedLanguage.of(released, _ -> List.of())).isEmpty();
  }

  @Test
  void bytes_are_the_same_each_time_an_event_is_mapped() {
    WordsForTests.kinds()
        .forEach(
            kind ->
                assertThat(WordsForTests.told(kind).stream().map(one -> text(one.json())).toList())
                    .isEqualTo(
                        WordsForTests.told(kind).stream().map(one -> text(one.json())).toList()));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static Stream<RecordComponent> fields(Type type) {
    if (type instanceof ParameterizedType list) {
      return fields(list.getActualTypeArguments()[0]);
    }
    var plain = (Class<?>) type;
    if (!plain.isRecord()
        || plain.getRecordComponents().length < 2
            && !IntegrationEvent.class.isAssignableFrom(plain)) {
      return Stream.empty();
    }
    return Arrays.stream(plain.getRecordComponents())
        .flatMap(part -> Stream.concat(Stream.of(part), fields(part.getGenericType())));
  }
}
