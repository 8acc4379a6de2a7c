package io.daybook.web;

import java.util.List;
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

  private Refused(HttpStatus status, ProblemDetail problem) {
    super(status, problem, null);
  }

  /**
   * 400: a part of the request breaks a rule.
   *
   * @param field where: a path in the body, or the name of a parameter or header
   * @param rule which rule, in kebab-case
   * @param message one sentence without a subject, such as "must be 1 to 200"
   */
  public static Refused invalid(String field, String rule, String message) {
    var errors = List.of(Problem.error(field, rule, message));
    return new Refused(HttpStatus.BAD_REQUEST, Problem.invalid(HttpStatus.BAD_REQUEST, errors));
  }

  /** 404: there is no such thing. */
  public static Refused missing(String what) {
    var problem = Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is no " + what);
    return new Refused(HttpStatus.NOT_FOUND, problem);
  }

  /** 409: not in the present state of things. */
  public static Refused conflict(String rule, String detail) {
    return new Refused(HttpStatus.CONFLICT, Problem.of(HttpStatus.CONFLICT, rule, detail));
  }

  /** 413. */
  static Refused tooLarge() {
    var problem = Problem.of(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "At most 1 MiB");
    return new Refused(HttpStatus.CONTENT_TOO_LARGE, problem);
  }

  /** 503: ask again; the detail says what is known of the outcome. */
  public static Refused unavailable(String detail) {
    var status = HttpStatus.SERVICE_UNAVAILABLE;
    var refused = new Refused(status, Problem.of(status, "unavailable", detail));
    refused.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    return refused;
  }
}
