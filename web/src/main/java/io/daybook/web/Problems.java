package io.daybook.web;

import io.daybook.eventstore.LogUnavailableException;
import io.daybook.eventstore.NewerReleaseException;
import io.daybook.eventstore.StaleVersionException;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.MalformedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.BindingResult;
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

  /** Whatever Spring itself does not throw. */
  @ExceptionHandler(Exception.class)
  ResponseEntity<ProblemDetail> on(Exception failure) {
    var problem = problemOf(failure);
    var answer = ResponseEntity.status(problem.getStatus());
    if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      answer.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return answer.body(problem);
  }

  /**
   * What a failure is told as, be it of a whole request or of one line of it. What a caller may do
   * wrong is {@link Refused} by name; all else is a bug, also an IllegalArgumentException.
   */
  static ProblemDetail problemOf(Throwable failure) {
    return switch (failure) {
      case DomainRejection rejection -> Problem.of(rejection);
      case Refused refused -> refused.getBody();
      case StaleVersionException stale -> Problem.stale(stale.version());
      case AggregateNotFoundException missing ->
          Problem.missing("" + missing.getAggregateIdentifier());
      case ConcurrencyException _ ->
          Problem.conflict(
              "concurrent-change", "Others changed the same thing at the same time; try again");
      case LogUnavailableException away when away.nothingWasAppended() ->
          unavailable("The log cannot be reached; nothing was changed", away);
      case LogUnavailableException away -> unanswered(away);
      case NewerReleaseException older ->
          unavailable(
              "A newer release has changed this, and this process is older; nothing was changed,"
                  + " ask again",
              older);
      case RequestRejectedException _ ->
          Problem.malformed(HttpStatus.BAD_REQUEST, "A header has a character that is not allowed");
      case CannotCreateTransactionException away ->
          unavailable("The log cannot be reached; nothing was changed", away);
      case CannotGetJdbcConnectionException away ->
          unavailable("The log cannot be reached; nothing was changed", away);
      // A connection broke, or a statement took too long, maybe after its commit had arrived.
      case DataAccessResourceFailureException away -> unanswered(away);
      case TransientDataAccessException away -> unanswered(away);
      case RecoverableDataAccessException away -> unanswered(away);
      case TransactionException away -> unanswered(away);
      default -> {
        log.error(
            "Trace {}: a request failed for a reason nobody thought of", Traces.current(), failure);
        yield Problem.unexpected(HttpStatus.INTERNAL_SERVER_ERROR);
      }
    };
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var problem = Problem.invalid(status, errorsIn(invalid.getBindingResult()));
    return answer(invalid, problem, headers, status, request);
  }

  /** The rules of its fields that a request breaks. */
  static List<Map<String, String>> errorsIn(BindingResult found) {
    return found.getAllErrors().stream()
        .map(
            e ->
                Problem.errorInBody(
                    e instanceof FieldError field ? field.getField() : "",
                    rule(e.getCode()),
                    e.getDefaultMessage()))
        .toList();
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
      log.error(
          "Trace {}: a request failed for a reason nobody thought of", Traces.current(), failure);
      return super.handleExceptionInternal(
          failure, Problem.unexpected(status), headers, status, request);
    }
    var problem = body == null && failure instanceof ErrorResponse e ? e.getBody() : body;
    if (status.is5xxServerError()
        && !(failure instanceof Refused refused && Problem.isExpected(refused.getBody()))) {
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

  private static ProblemDetail unanswered(Throwable why) {
    return unavailable(
        "The log did not answer; ask again with the same key to learn the outcome", why);
  }

  private static ProblemDetail unavailable(String detail, Throwable why) {
    log.warn("Answered 503: {}", detail, why);
    return Problem.unavailable(detail);
  }

  private static String rule(@Nullable String code) {
    return code == null
        ? "invalid"
        : code.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
