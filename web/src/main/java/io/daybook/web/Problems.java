package io.daybook.web;

import io.daybook.eventstore.LogUnavailableException;
import io.daybook.eventstore.NewerReleaseException;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.MalformedException;
import java.util.List;
import java.util.Locale;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
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

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(DomainRejection rejection) {
    return ResponseEntity.of(Problem.of(rejection)).build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(AggregateNotFoundException missing) {
    return ResponseEntity.of(Problem.missing("" + missing.getAggregateIdentifier())).build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(ConcurrencyException lost) {
    var detail = "Others changed the same thing at the same time; try again";
    return ResponseEntity.of(Problem.conflict("concurrent-change", detail)).build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(LogUnavailableException away) {
    return unavailable(
        away.nothingWasAppended()
            ? "The log cannot be reached; nothing was changed"
            : "The log did not answer; ask again with the same key to learn the outcome",
        away);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(NewerReleaseException older) {
    return unavailable(
        "A newer release has changed this, and this process is older; nothing was changed, ask again",
        older);
  }

  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class
  })
  ResponseEntity<ProblemDetail> onDatabaseAway(RuntimeException away) {
    return unavailable("The log cannot be reached; nothing was changed", away);
  }

  /** Also an IllegalArgumentException: what a caller may do wrong is {@link Refused} by name. */
  @ExceptionHandler(Exception.class)
  ResponseEntity<ProblemDetail> onUnexpected(Exception bug) {
    log.error("A request failed for a reason nobody thought of", bug);
    return ResponseEntity.of(Problem.unexpected(HttpStatus.INTERNAL_SERVER_ERROR)).build();
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
                    Problem.error(
                        e instanceof FieldError field ? field.getField() : "",
                        rule(e.getCode()),
                        e.getDefaultMessage()))
            .toList();
    return answer(invalid, Problem.invalid(status, errors), headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        var code = refused.getStatusCode();
        return answer(unreadable, refused.getBody(), headers, code, request);
      }
      if (cause instanceof JacksonException json) {
        var problem = Problem.invalid(status, List.of(Unreadable.error(json)));
        return answer(unreadable, problem, headers, status, request);
      }
    }
    var problem = Problem.malformed(status, "The body is missing or malformed");
    return answer(unreadable, problem, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
      ServletRequestBindingException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (missing instanceof MissingRequestHeaderException header) {
      var error = Problem.error(header.getHeaderName(), "required", "This header is required");
      var problem = Problem.invalid(status, List.of(error));
      return answer(missing, problem, headers, status, request);
    }
    return super.handleServletRequestBindingException(missing, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException mismatch,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var field = mismatch.getPropertyName() == null ? "" : mismatch.getPropertyName();
    for (Throwable cause = mismatch; cause != null; cause = cause.getCause()) {
      if (cause instanceof MalformedException malformed) {
        var error = Problem.error(field, "form", malformed.getMessage());
        var problem = Problem.invalid(status, List.of(error));
        return answer(mismatch, problem, headers, status, request);
      }
    }
    var problem = Problem.invalid(status, List.of(Problem.error(field, "form", null)));
    return answer(mismatch, problem, headers, status, request);
  }

  /** The last word on all that Spring refuses: a type of ours, and no detail of a bug. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (status.value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
      log.error("A request failed for a reason nobody thought of", failure);
      return super.handleExceptionInternal(
          failure, Problem.unexpected(status), headers, status, request);
    }
    var problem = body == null && failure instanceof ErrorResponse e ? e.getBody() : body;
    if (status.is5xxServerError()) {
      log.warn("Answered {}", status, failure);
    }
    return super.handleExceptionInternal(
        failure,
        problem instanceof ProblemDetail spring ? Problem.named(spring) : problem,
        headers,
        status,
        request);
  }

  private @Nullable ResponseEntity<Object> answer(
      Exception failure,
      ProblemDetail problem,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return handleExceptionInternal(failure, problem, headers, status, request);
  }

  private static ResponseEntity<ProblemDetail> unavailable(String detail, Exception why) {
    log.warn("Answered 503: {}", detail, why);
    var refused = Refused.unavailable(detail);
    return ResponseEntity.status(refused.getStatusCode())
        .headers(refused.getHeaders())
        .body(refused.getBody());
  }

  private static String rule(@Nullable String code) {
    return code == null
        ? "invalid"
        : code.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
