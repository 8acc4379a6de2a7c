package io.daybook.app.processors;

import io.daybook.runtime.ProcessorSegments;
import io.daybook.runtime.ProcessorSegments.OneSegment;
import io.daybook.schema.operation.SegmentsRequested;
import io.daybook.web.ListPage;
import io.daybook.web.Refused;
import io.daybook.web.access.Acts;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What operators ask of event processors over HTTP. Every process answers for all: it is read from
 * the tokens.
 */
@RestController
@RequestMapping("/api/operations/processors")
class ProcessorOperations {
  private static final Logger log = LoggerFactory.getLogger(ProcessorOperations.class);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  private final ProcessorSegments segments;
  private final Acts acts;

  ProcessorOperations(ProcessorSegments segments, Acts acts) {
    this.acts = acts;
    this.segments = segments;
  }

  /** One processor, with the lag of its slowest segment. */
  record Processor(String name, int segments, long lag) {}

  /**
   * How many segments a processor should have.
   *
   * @param number splits the largest, or merges the smallest, until there are so many
   */
  record Wanted(@NotNull @Min(1) @Max(ProcessorSegments.MOST) Integer number) {}

  /** By name. */
  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  ResponseEntity<List<Processor>> list(
      @RequestParam(required = false) @Nullable String first,
      @RequestParam(required = false) @Nullable String after) {
    var all =
        segments.processors().stream()
            .sorted()
            .map(
                name -> {
                  var parts = segments.of(name);
                  var lag = parts.stream().mapToLong(OneSegment::lag).max().orElse(0);
                  return new Processor(name, parts.size(), lag);
                })
            .toList();
    return ListPage.of(first, after).answerFrom(all, Processor::name);
  }

  /** By number. */
  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/{name}/segments")
  ResponseEntity<List<OneSegment>> list(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String first,
      @RequestParam(required = false) @Nullable String after) {
    var page = ListPage.of(first, after);
    var from = after == null ? 0 : numberOf(after) + 1;
    var rest =
        segments(name).stream()
            .filter(segment -> segment.number() >= from)
            .sorted(Comparator.comparingInt(OneSegment::number))
            .limit(page.limit());
    return page.answer(rest.toList(), segment -> Integer.toString(segment.number()));
  }

  private static int numberOf(String cursor) {
    if (!NUMBER.matcher(cursor).matches()) {
      throw ListPage.badCursor();
    }
    return Integer.parseInt(cursor);
  }

  private List<OneSegment> segments(String name) {
    var all = name.indexOf('\0') < 0 ? segments.of(name) : List.<OneSegment>of();
    if (all.isEmpty()) {
      throw Refused.missing("processor of this name");
    }
    return all;
  }

  @Allowed(Role.OPERATOR)
  @PutMapping("/{name}/segments")
  List<OneSegment> resize(@PathVariable String name, @Valid @RequestBody Wanted wanted) {
    var before = segments(name).size();
    var number = wanted.number();
    acts.record(id -> new SegmentsRequested(id, name, before, number));
    segments
        .resize(name, number)
        .ifPresent(
            refusal -> {
              throw Refused.conflict(refusal.rule(), refusal.detail());
            });
    log.info("{} has {} segments instead of {}", name, number, before);
    return segments(name);
  }
}
