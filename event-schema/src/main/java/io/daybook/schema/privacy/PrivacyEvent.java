package io.daybook.schema.privacy;

/** What was done to what is known of a person. */
public sealed interface PrivacyEvent permits CustomerErased {
  /** The one stream of all of them, in which they are found without reading the whole log. */
  String STREAM = "erasures";

  /** The erasure. */
  ErasureId erasureId();
}
