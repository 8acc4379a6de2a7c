package io.daybook.web;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.SmartValidator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Handles the lines of bulk requests: all are begun, then all are awaited. */
@Component
public class BulkLines {
  /** A thousand lines each: more would hold up everybody else's commands, the sagas' too. */
  private static final int MAX_UNDER_WAY = 4;

  private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);
  private final JsonMapper json = StrictJson.mapper().build();
  private final SmartValidator validator;

  BulkLines(SmartValidator validator) {
    this.validator = validator;
  }

  /**
   * Handles each line as a request of its own.
   *
   * @param type of a line
   * @param success what the endpoint for one line answers when all is well
   * @param begin starts what a line asks for and answers the version of the stream after it;
   *     whatever it throws is the outcome of the line
   * @throws Refused when too many requests of many lines are under way; nothing was changed
   */
  public <T> BulkAnswer handle(
      BulkRequest request,
      Class<T> type,
      HttpStatus success,
      Function<T, CompletableFuture<Long>> begin) {
    if (!underWay.tryAcquire()) {
      throw Refused.unavailable(
          "Too many requests of many lines are under way; nothing was changed, ask again");
    }
    try {
      var begun = request.lines().stream().map(line -> begin(line, type, begin)).toList();
      return new BulkAnswer(begun.stream().map(decision -> outcome(decision, success)).toList());
    } finally {
      underWay.release();
    }
  }

  private <T> CompletableFuture<Long> begin(
      JsonNode line, Class<T> type, Function<T, CompletableFuture<Long>> begin) {
    try {
      return begin.apply(read(line, type));
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private <T> T read(JsonNode line, Class<T> type) {
    var read = converted(line, type);
    var errors = new BeanPropertyBindingResult(read, "line");
    validator.validate(read, errors);
    if (errors.hasErrors()) {
      throw Refused.invalid(Problems.errorsIn(errors));
    }
    return read;
  }

  private <T> T converted(JsonNode line, Class<T> type) {
    if (line.isNull()) {
      throw Refused.invalid("", "type", "must be one object");
    }
    try {
      return json.treeToValue(line, type);
    } catch (JacksonException unreadable) {
      throw Refused.invalid(List.of(Unreadable.error(unreadable)));
    }
  }

  private static BulkAnswer.Line outcome(CompletableFuture<Long> decision, HttpStatus success) {
    try {
      return new BulkAnswer.Line(success.value(), decision.join(), null);
    } catch (CompletionException failure) {
      var cause = failure.getCause() == null ? failure : failure.getCause();
      var problem = Problems.problemOf(cause);
      return new BulkAnswer.Line(problem.getStatus(), null, problem);
    }
  }
}
