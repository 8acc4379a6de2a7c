package io.daybook.app.door;

import java.util.List;

/** Values of which a schema says nothing, or too little: as the text of JSON, or of its texts. */
final class Samples {
  /** Text that is well-formed wherever text is free, and awkward for somebody behind the door. */
  static final List<String> AWKWARD =
      List.of(
          "\\ud83d\\ude00",
          "😀",
          "שלום \u202eabc",
          "a\\nb\\t\\u0001\\u0085",
          "'; drop table x; --",
          "{} ${x} %s \\\\ \\\"",
          "e\u0301\u0301\u0301",
          "\\uffff\\ufffe",
          "x\u2028");

  /** What fits nowhere, or hardly anywhere. */
  static final List<String> HOSTILE =
      List.of(
          "1E+300000000",
          "1.5",
          "-1E-300000000",
          "123456789012345678901234567890",
          "[]",
          "[[1]]",
          "{}",
          "{\"a\":1}",
          "true",
          "null",
          "\"\\u0000\"",
          "\"x\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"" + "9".repeat(5000) + "\"");

  static final List<String> ANYTHING = List.of("{}", "{\"a\":1}", "{\"a\":{\"b\":[1E+300000000]}}");

  /** Instants that have been: no rule wants one that has not. */
  static final List<String> PAST =
      List.of(
          "1970-01-01T00:00:00Z", "2009-12-01T08:26:00.123456789Z", "2024-02-29T23:59:59+14:00");

  static final List<String> NO_PAST =
      List.of(
          "9999-12-31T23:59:59Z",
          "+300000-01-01T00:00:00Z",
          "-1000000000-01-01T00:00:00Z",
          "1969-12-31T23:59:59Z",
          "2023-02-29T00:00:00Z",
          "2023-02-28");

  private Samples() {}
}
