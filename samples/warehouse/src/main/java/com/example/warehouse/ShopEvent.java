package com.example.warehouse;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A CloudEvent 1.0 in JSON (structured mode), as far as the warehouse reads it.
 *
 * @param position of the event in Daybook's log
 * @param correlation what started it all; empty when it does not say
 */
record ShopEvent(
    String id, String type, String subject, long position, String correlation, JsonNode data) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What is called a CloudEvent and is none. */
  static final class NotUnderstoodException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    NotUnderstoodException(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  static ShopEvent read(byte[] value) throws NotUnderstoodException {
    try {
      var event = JSON.readTree(value);
      return new ShopEvent(
          text(event, "id"),
          text(event, "type"),
          text(event, "subject"),
          Long.parseLong(text(event, "position")),
          event.path("correlationid").stringValue(""),
          event.path("data"));
    } catch (JacksonException notJson) {
      throw new NotUnderstoodException("It is no JSON");
    } catch (NumberFormatException noNumber) {
      throw new NotUnderstoodException("Its position is no number");
    }
  }

  /** A text that must be there. */
  String text(String field) throws NotUnderstoodException {
    return text(data, field);
  }

  /** A number that must be there. */
  int number(String field) throws NotUnderstoodException {
    return number(data, field);
  }

  static String text(JsonNode node, String field) throws NotUnderstoodException {
    var text = node.path(field).stringValue("");
    if (text.isEmpty()) {
      throw new NotUnderstoodException("It has no " + field);
    }
    return text;
  }

  static int number(JsonNode node, String field) throws NotUnderstoodException {
    if (!node.path(field).canConvertToInt()) {
      throw new NotUnderstoodException("It has no number " + field);
    }
    return node.path(field).intValue();
  }
}
