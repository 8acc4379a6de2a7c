package io.daybook.command.api;

import io.daybook.eventstore.LogUnavailableException;
import io.daybook.schema.DomainRejection;
import jakarta.validation.ConstraintViolationException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns every failure into a problem document (RFC 9457) that names the field and the rule. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final String TYPES = "https://daybook.io/problems/";

  /** Rules that the request alone breaks, whatever the state of the shop. */
  private static final Set<String> UNPROCESSABLE =
      Set.of(
          "idempotency-key-reused",
          "goods-note-reused",
          "product-not-for-sale",
          "price-has-moved",
          "price-is-positive",
          "quantity-in-range",
          "quantity-is-positive",
          "lines-in-range",
          "one-currency-per-order",
          "total-is-positive",
          "return-what-was-ordered",
          "return-names-each-line-once",
          "return-no-more-than-ordered");

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(DomainRejection rejection) {
    var status =
        UNPROCESSABLE.contains(rejection.rule())
            ? HttpStatus.UNPROCESSABLE_CONTENT
            : HttpStatus.CONFLICT;
    var problem = problem(status, rejection.rule(), rejection.getMessage());
    problem.setProperty("rule", rejection.rule());
    problem.setProperty("state", rejection.state());
    return ResponseEntity.of(problem).build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(AggregateNotFoundException missing) {
    var problem =
        problem(
            HttpStatus.NOT_FOUND, "not-found", "There is no " + missing.getAggregateIdentifier());
    return ResponseEntity.of(problem).build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(ConcurrencyException lost) {
    var detail = "Others changed the same thing at the same time; try again";
    return ResponseEntity.of(problem(HttpStatus.CONFLICT, "concurrent-change", detail)).build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(CommandSubmitter.UndecidedException slow) {
    return unavailable("No decision in time; ask again with the same key", slow);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(LogUnavailableException away) {
    return unavailable(
        away.nothingWasAppended()
            ? "The log cannot be reached; nothing was changed"
            : "The log did not answer; ask again with the same key to learn the outcome",
        away);
  }

  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class
  })
  ResponseEntity<ProblemDetail> onDatabaseAway(RuntimeException away) {
    return unavailable("The log cannot be reached; nothing was changed", away);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(IllegalArgumentException malformed) {
    var detail = malformed.getMessage() == null ? "malformed" : malformed.getMessage();
    return ResponseEntity.of(problem(HttpStatus.BAD_REQUEST, "malformed", detail)).build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(ConstraintViolationException invalid) {
    var errors =
        invalid.getConstraintViolations().stream()
            .map(v -> error(v.getPropertyPath().toString(), "invalid", v.getMessage()))
            .toList();
    return ResponseEntity.of(invalid(errors)).build();
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<ProblemDetail> onUnexpected(Exception bug) {
    log.error("A request failed for a reason nobody thought of", bug);
    var detail = "An unexpected error; it is in our logs";
    return ResponseEntity.of(problem(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected", detail))
        .build();
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var errors =
        invalid.getBindingResult().getAllErrors().stream()
            .map(
                e ->
                    error(
                        e instanceof FieldError field ? field.getField() : e.getObjectName(),
                        rule(e.getCode()),
                        e.getDefaultMessage()))
            .toList();
    return handleExceptionInternal(invalid, invalid(errors), headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
      if (cause instanceof ErrorResponseException tooLarge) {
        var body = problem(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "At most 1 MiB");
        return handleExceptionInternal(
            unreadable, body, headers, tooLarge.getStatusCode(), request);
      }
      if (cause instanceof JacksonException json) {
        var field =
            json.getPath().stream()
                .map(
                    step ->
                        step.getPropertyName() == null
                            ? "[" + step.getIndex() + "]"
                            : step.getPropertyName())
                .collect(Collectors.joining("."));
        var body = invalid(List.of(error(field, "readable", json.getOriginalMessage())));
        return handleExceptionInternal(unreadable, body, headers, status, request);
      }
    }
    var body = problem(HttpStatus.BAD_REQUEST, "malformed", "The body is missing or malformed");
    return handleExceptionInternal(unreadable, body, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
      ServletRequestBindingException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (missing instanceof MissingRequestHeaderException header) {
      var error = error(header.getHeaderName(), "required", "This header is required");
      return handleExceptionInternal(missing, invalid(List.of(error)), headers, status, request);
    }
    return super.handleServletRequestBindingException(missing, headers, status, request);
  }

  private static ResponseEntity<ProblemDetail> unavailable(String detail, Exception why) {
    log.warn("Answered 503: {}", detail, why);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail));
  }

  private static ProblemDetail invalid(List<Map<String, String>> errors) {
    var problem = problem(HttpStatus.BAD_REQUEST, "invalid-request", "The request breaks a rule");
    problem.setProperty("errors", errors);
    return problem;
  }

  private static Map<String, String> error(String field, String rule, @Nullable String message) {
    return Map.of("field", field, "rule", rule, "message", message == null ? rule : message);
  }

  private static String rule(@Nullable String code) {
    return code == null
        ? "invalid"
        : code.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static ProblemDetail problem(HttpStatus status, String rule, @Nullable String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail == null ? rule : detail);
    problem.setType(URI.create(TYPES + rule));
    problem.setTitle(
        rule.substring(0, 1).toUpperCase(Locale.ROOT) + rule.substring(1).replace('-', ' '));
    return problem;
  }
}
