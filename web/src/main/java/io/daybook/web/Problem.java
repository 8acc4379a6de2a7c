package io.daybook.web;

import io.daybook.schema.DomainRejection;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Makes problem documents (RFC 9457) whose {@code type} names the rule that was broken. No document
 * is made anywhere else.
 */
final class Problem {
  private static final String TYPES = "https://daybook.io/problems/";

  private static final String OVERLOADED = "overloaded";

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
    return problem.getType() != null && problem.getType().toString().equals(TYPES + OVERLOADED);
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

  /** One entry of {@code errors}: where in the request, which rule, and a sentence. */
  static Map<String, String> error(String field, String rule, @Nullable String message) {
    return Map.of("field", field, "rule", rule, "message", message == null ? rule : message);
  }

  /** Nothing is known but the status. */
  static ProblemDetail of(HttpStatusCode status) {
    return named(ProblemDetail.forStatus(status));
  }

  /** Gives a problem that has no name of ours the name of its status. */
  static ProblemDetail named(ProblemDetail problem) {
    if (problem.getType() != null && problem.getType().toString().startsWith(TYPES)) {
      return problem;
    }
    return switch (problem.getStatus()) {
      case 404 -> {
        problem.setDetail("There is nothing here");
        yield name(problem, "not-found");
      }
      case 405 -> name(problem, "method-not-allowed");
      case 406 -> name(problem, "not-acceptable");
      case 413 -> name(problem, "body-too-large");
      case 415 -> name(problem, "unsupported-media-type");
      case 503 -> name(problem, "unavailable");
      default -> name(problem, "malformed");
    };
  }

  private static ProblemDetail of(HttpStatusCode status, String rule, String detail) {
    return name(ProblemDetail.forStatusAndDetail(status, detail), rule);
  }

  private static ProblemDetail name(ProblemDetail problem, String rule) {
    problem.setType(URI.create(TYPES + rule));
    problem.setTitle(
        rule.substring(0, 1).toUpperCase(Locale.ROOT) + rule.substring(1).replace('-', ' '));
    return problem;
  }
}
