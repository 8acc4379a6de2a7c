package io.daybook.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/**
 * The answer to a bulk request.
 *
 * @param lines what became of each line, in the order of the request
 */
public record BulkAnswer(List<Line> lines) {

  /** Takes the outcomes as they are. */
  public BulkAnswer {
    lines = List.copyOf(lines);
  }

  /**
   * What became of a line: what the endpoint for one of them would have answered.
   *
   * @param version of the stream after the line, where that endpoint answers it as entity tag; null
   *     when the line was refused
   * @param problem why the line was refused; null when it was not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(int status, @Nullable Long version, @Nullable ProblemDetail problem) {}
}
