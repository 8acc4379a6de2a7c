package io.daybook.schema.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.catalog.Sku;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A goods note and the name of its stream. It follows from the SKU and the note's reference.
 * Written as {@code goods-note-<uuid>}, so that ids of different kinds never collide.
 */
public record GoodsNoteId(UUID value) {
  private static final String PREFIX = "goods-note-";

  /** The same note of the same SKU always has the same id. */
  public static GoodsNoteId of(Sku sku, String reference) {
    var name = sku + "/" + reference; // no SKU has a '/'
    return new GoodsNoteId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when the text is not {@code goods-note-} followed by a UUID
   */
  @JsonCreator
  public static GoodsNoteId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("must start with '" + PREFIX + "': " + text);
    }
    return new GoodsNoteId(UUID.fromString(text.substring(PREFIX.length())));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + value;
  }
}
