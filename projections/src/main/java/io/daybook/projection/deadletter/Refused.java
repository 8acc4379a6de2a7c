package io.daybook.projection.deadletter;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that is answered with a problem document (RFC 9457), in whatever process it meets. */
final class Refused extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  private Refused(HttpStatus status, ProblemDetail problem) {
    super(status, problem, null);
  }

  static Refused missing(String what) {
    return new Refused(
        HttpStatus.NOT_FOUND,
        problem(HttpStatus.NOT_FOUND, "not-found", "Not found", "There is no " + what));
  }

  static Refused invalid(String field, String rule, String message) {
    var problem =
        problem(
            HttpStatus.BAD_REQUEST,
            "invalid-request",
            "Invalid request",
            "The request breaks a rule");
    problem.setProperty(
        "errors", List.of(Map.of("field", field, "rule", rule, "message", message)));
    return new Refused(HttpStatus.BAD_REQUEST, problem);
  }

  private static ProblemDetail problem(
      HttpStatus status, String rule, String title, String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("https://daybook.io/problems/" + rule));
    problem.setTitle(title);
    return problem;
  }
}
