package io.daybook.relay.published;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a kind of message, such as {@code daybook.order.placed.v1}.
 *
 * @param feature what it is about, such as {@code order}
 * @param version from 1
 */
public record MessageType(String name, String feature, int version) {
  private static final Pattern FORM =
      Pattern.compile("([a-z]+)\\.[a-z]+(?:-[a-z]+)*\\.v([1-9][0-9]*)");

  private static final ClassValue<MessageType> TYPES =
      new ClassValue<>() {
        @Override
        protected MessageType computeValue(Class<?> type) {
          return of(type);
        }
      };

  /** All that there are. */
  public static List<MessageType> all() {
    return records().map(TYPES::get).toList();
  }

  /** The records that are told, in the order of {@link IntegrationEvent}. */
  static Stream<Class<?>> records() {
    return leaves(IntegrationEvent.class);
  }

  static MessageType of(IntegrationEvent event) {
    return TYPES.get(event.getClass());
  }

  static MessageType of(Class<?> type) {
    var word = type.getAnnotation(Word.class);
    var form = FORM.matcher(word == null ? "" : word.value());
    if (!form.matches()) {
      throw new IllegalStateException(type + " has no word, or one of another form than " + FORM);
    }
    return new MessageType(
        "daybook." + form.group(), form.group(1), Integer.parseInt(form.group(2)));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(MessageType::leaves)
        : Stream.of(type);
  }

  @Override
  public String toString() {
    return name;
  }
}
