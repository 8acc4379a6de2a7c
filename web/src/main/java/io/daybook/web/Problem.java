package io.daybook.web;

import io.daybook.schema.DomainRejection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes problem documents (RFC 9457) whose {@code type} is one of {@link ProblemType}, with the
 * trace of the request. No document is made anywhere else.
 */
final class Problem {
  private static final String OVERLOADED = "overloaded";

  private static final JsonMapper JSON =
      JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();

  private Problem() {}

  /** A rule of the domain says no; the rejection says itself of what. */
  static ProblemDetail of(DomainRejection rejection) {
    var status =
        switch (rejection.kind()) {
          case OF_THE_REQUEST -> HttpStatus.UNPROCESSABLE_CONTENT;
          case OF_THE_STATE -> HttpStatus.CONFLICT;
        };
    var problem = of(status, rejection.rule(), rejection.getMessage());
    problem.setProperty("rule", rejection.rule());
    problem.setProperty("state", rejection.state());
    return problem;
  }

  /** It is not known who asks. */
  static ProblemDetail unauthenticated(String detail) {
    return of(HttpStatus.UNAUTHORIZED, "unauthenticated", detail);
  }

  /** Not for who asks. */
  static ProblemDetail forbidden(String detail) {
    return of(HttpStatus.FORBIDDEN, "forbidden", detail);
  }

  /** There is no such thing. */
  static ProblemDetail missing(String what) {
    return of(HttpStatus.NOT_FOUND, "not-found", "There is no " + what);
  }

  /** Not in the present state of things. */
  static ProblemDetail conflict(String rule, String detail) {
    return of(HttpStatus.CONFLICT, rule, detail);
  }

  /** Somebody has changed it since the caller has read it. */
  static ProblemDetail stale(long version) {
    var problem =
        of(
            HttpStatus.PRECONDITION_FAILED,
            "precondition-failed",
            "It is at another version than the request asks for; nothing was changed");
    if (version >= 0) {
      problem.setProperty("version", version);
    }
    return problem;
  }

  /** The caller has had his share. */
  static ProblemDetail tooMany() {
    return of(
        HttpStatus.TOO_MANY_REQUESTS,
        "too-many-requests",
        "More was asked than the caller's share; nothing was done, ask again later");
  }

  /** The request was not complete in time. */
  static ProblemDetail tooSlow() {
    return of(HttpStatus.REQUEST_TIMEOUT, "request-timeout", "The body has not come in time");
  }

  static ProblemDetail tooLarge(String limit) {
    return of(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", limit);
  }

  /** Ask again; the detail says what is known of the outcome. */
  static ProblemDetail unavailable(String detail) {
    return of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail);
  }

  /** Nothing was done, because too much is under way already. */
  static ProblemDetail overloaded() {
    return of(
        HttpStatus.SERVICE_UNAVAILABLE,
        OVERLOADED,
        "More orders are under way than can be worked off; nothing was changed, ask again later");
  }

  /** Whether a refusal is what was asked for in the configuration, and no trouble. */
  static boolean isExpected(ProblemDetail problem) {
    return ProblemType.of(OVERLOADED).address().equals(problem.getType());
  }

  /** The request cannot be read. */
  static ProblemDetail malformed(HttpStatusCode status, String detail) {
    return of(status, "malformed", detail);
  }

  static ProblemDetail unexpected(HttpStatusCode status) {
    return of(status, "unexpected", "An unexpected error; it is in our logs");
  }

  /** The request itself breaks a rule, whatever the state of the shop. */
  static ProblemDetail invalid(HttpStatusCode status, List<Map<String, String>> errors) {
    var problem = of(status, "invalid-request", "The request breaks a rule");
    problem.setProperty("errors", errors);
    return problem;
  }

  /** One entry of {@code errors}: which parameter or header, which rule, and a sentence. */
  static Map<String, String> error(String field, String rule, @Nullable String message) {
    var error = new LinkedHashMap<String, String>();
    error.put("field", field);
    error.put("rule", rule);
    error.put("message", message == null ? rule : message);
    return error;
  }

  /**
   * The same of a place in the body, with its JSON Pointer (RFC 6901) as a fragment.
   *
   * @param field the path to it, such as {@code lines[0].quantity}
   */
  static Map<String, String> errorInBody(String field, String rule, @Nullable String message) {
    var pointer = new StringBuilder();
    for (var step : field.replace("]", "").split("[.\\[]", -1)) {
      if (!step.isEmpty()) {
        pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
      }
    }
    var error = error(field, rule, message);
    error.put("pointer", "#" + UriUtils.encodeFragment(pointer.toString(), StandardCharsets.UTF_8));
    return error;
  }

  /** Nothing is known but the status. */
  static ProblemDetail of(HttpStatusCode status) {
    return named(ProblemDetail.forStatus(status));
  }

  /** As the text that is answered, for whoever has no converter at hand. */
  static String text(HttpStatusCode status) {
    return JSON.writeValueAsString(of(status));
  }

  /** Gives a problem that has no type of ours that of its status. */
  static ProblemDetail named(ProblemDetail problem) {
    if (problem.getType() != null && problem.getType().toString().startsWith(ProblemType.PATH)) {
      return problem;
    }
    return switch (problem.getStatus()) {
      case 401 -> name(problem, "unauthenticated");
      case 403 -> name(problem, "forbidden");
      case 404 -> {
        problem.setDetail("There is nothing here");
        yield name(problem, "not-found");
      }
      case 405 -> name(problem, "method-not-allowed");
      case 406 -> name(problem, "not-acceptable");
      case 408 -> name(problem, "request-timeout");
      case 413 -> name(problem, "body-too-large");
      case 415 -> name(problem, "unsupported-media-type");
      case 429 -> name(problem, "too-many-requests");
      case 431 -> name(problem, "headers-too-large");
      case 500 -> name(problem, "unexpected");
      case 503 -> name(problem, "unavailable");
      default -> name(problem, "malformed");
    };
  }

  private static ProblemDetail of(HttpStatusCode status, String rule, String detail) {
    return name(ProblemDetail.forStatusAndDetail(status, detail), rule);
  }

  private static ProblemDetail name(ProblemDetail problem, String rule) {
    var type = ProblemType.of(rule);
    problem.setType(type.address());
    problem.setTitle(type.title());
    var trace = Traces.current();
    problem.setProperty("traceId", trace == null ? Traces.next() : trace);
    return problem;
  }
}
