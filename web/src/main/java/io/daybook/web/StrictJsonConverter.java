package io.daybook.web;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Reads bodies; a JSON {@code null} is none, and Spring's GraphQL would stumble over it. */
final class StrictJsonConverter extends JacksonJsonHttpMessageConverter {

  /** Given a builder instead, it would look for modules and prefer what it finds to ours. */
  StrictJsonConverter(JsonMapper mapper) {
    super(mapper);
  }

  @Override
  public Object read(
      ResolvableType type, HttpInputMessage body, @Nullable Map<String, Object> hints)
      throws IOException {
    return present(super.read(type, body, hints), body);
  }

  @Override
  protected Object readInternal(Class<?> type, HttpInputMessage body) throws IOException {
    return present(super.readInternal(type, body), body);
  }

  private static Object present(@Nullable Object read, HttpInputMessage body) {
    if (read == null) {
      throw new HttpMessageNotReadableException("The body is null", body);
    }
    return read;
  }
}
