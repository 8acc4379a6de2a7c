package io.daybook.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A request that is answered with a problem document. Thrown where a request is checked, and
 * nowhere else; whatever other exception leaves a handler is a bug and answered 500.
 */
public final class Refused extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  private Refused(ProblemDetail problem) {
    super(HttpStatus.valueOf(problem.getStatus()), problem, null);
  }

  /**
   * 400: a part of the body breaks a rule.
   *
   * @param field where: a path in the body
   * @param rule which rule, in kebab-case
   * @param message one sentence without a subject, such as "must be 1 to 200"
   */
  public static Refused invalidField(String field, String rule, String message) {
    return invalid(List.of(Problem.errorInBody(field, rule, message)));
  }

  /**
   * 400: a parameter or a header breaks a rule.
   *
   * @param field the name of the parameter or header
   * @param rule which rule, in kebab-case
   * @param message one sentence without a subject, such as "must be 1 to 200"
   */
  public static Refused invalid(String field, String rule, String message) {
    return invalid(List.of(Problem.error(field, rule, message)));
  }

  /** 400: parts of the request break rules. */
  static Refused invalid(List<Map<String, String>> errors) {
    return new Refused(Problem.invalid(HttpStatus.BAD_REQUEST, errors));
  }

  /** 401: whoever asks has to say who that is; the challenge says how (RFC 6750). */
  public static Refused unauthenticated(String challenge, String detail) {
    return challenged(Problem.unauthenticated(detail), challenge);
  }

  /** 403: who asks may not do this; the challenge says what would be needed (RFC 6750). */
  public static Refused forbidden(String challenge, String detail) {
    return challenged(Problem.forbidden(detail), challenge);
  }

  /**
   * 403: a part of the request is not for who asks.
   *
   * @param field where, as in {@link #invalid}
   * @param rule which rule, in kebab-case
   * @param message one sentence without a subject
   */
  public static Refused forbidden(String field, String rule, String message) {
    var problem = Problem.forbidden("A part of the request is not for you");
    problem.setProperty("errors", List.of(Problem.error(field, rule, message)));
    return challenged(problem, "Bearer error=\"insufficient_scope\"");
  }

  private static Refused challenged(ProblemDetail problem, String challenge) {
    var refused = new Refused(problem);
    refused.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
    return refused;
  }

  /** 404: there is no such thing. */
  public static Refused missing(String what) {
    return new Refused(Problem.missing(what));
  }

  /** 409: not in the present state of things. */
  public static Refused conflict(String rule, String detail) {
    return new Refused(Problem.conflict(rule, detail));
  }

  /** 409: the first request with the same key is still being worked on; ask again. */
  public static Refused stillRunning() {
    var refused =
        new Refused(
            Problem.conflict(
                "request-still-running",
                "The same request is under way; ask again for its answer"));
    refused.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    return refused;
  }

  /** 429: it was not done. */
  public static Refused tooMany(Duration retryAfter) {
    var refused = new Refused(Problem.tooMany());
    refused.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    return refused;
  }

  /** 408. */
  static Refused tooSlow() {
    return new Refused(Problem.tooSlow());
  }

  /** 413. */
  static Refused tooLarge() {
    return new Refused(Problem.tooLarge("At most 1 MiB"));
  }

  /** 503: ask again; the detail says what is known of the outcome. */
  public static Refused unavailable(String detail) {
    var refused = new Refused(Problem.unavailable(detail));
    refused.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    return refused;
  }

  /** 503: too much is under way already; nothing was done. It is expected, and not in our logs. */
  public static Refused overloaded(Duration retryAfter) {
    var refused = new Refused(Problem.overloaded());
    refused.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    return refused;
  }
}
