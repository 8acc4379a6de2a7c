package io.daybook.projection.generation;

import io.daybook.projection.Generation;
import io.daybook.projection.ReadModel;
import io.daybook.schema.operation.ReadModelDecided;
import io.daybook.schema.operation.ReadModelDecision;
import io.daybook.web.ListPage;
import io.daybook.web.Refused;
import io.daybook.web.access.Acts;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask of projections over HTTP. */
@RestController
@RequestMapping("/api/operations/projections")
class ProjectionOperations {
  private static final String PATH = "/api/operations/projections/";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final Generations generations;
  private final Reports reports;
  private final Verifications verifications;
  private final Acts acts;

  ProjectionOperations(
      Generations generations, Reports reports, Verifications verifications, Acts acts) {
    this.acts = acts;
    this.generations = generations;
    this.reports = reports;
    this.verifications = verifications;
  }

  /** By name. */
  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping
  ResponseEntity<List<Reports.Report>> list(
      @RequestParam(required = false) @Nullable String first,
      @RequestParam(required = false) @Nullable String after) {
    var all =
        Arrays.stream(ReadModel.values())
            .sorted(Comparator.comparing(ReadModel::title))
            .map(reports::of)
            .toList();
    return ListPage.of(first, after).answerFrom(all, Reports.Report::name);
  }

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/{name}")
  Reports.Report one(@PathVariable String name) {
    return reports.of(model(name));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{name}/rebuild")
  ResponseEntity<Reports.Report> rebuild(@PathVariable String name) {
    var model = model(name);
    decided(model, ReadModelDecision.REBUILD, "");
    generations.build(model, Purpose.SERVING);
    return ResponseEntity.accepted().location(URI.create(PATH + name)).body(reports.of(model));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{name}/verification")
  ResponseEntity<Verifications.Report> verify(@PathVariable String name) {
    var model = model(name);
    decided(model, ReadModelDecision.VERIFY, "");
    var report = verifications.of(generations.build(model, Purpose.VERIFICATION));
    return ResponseEntity.accepted()
        .location(URI.create(PATH + name + "/verifications/" + report.generation()))
        .body(report);
  }

  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @GetMapping("/{name}/verifications/{number}")
  Verifications.Report verification(@PathVariable String name, @PathVariable String number) {
    return verifications.of(new Generation(model(name), number(number)));
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{name}/pause")
  Reports.Report pause(@PathVariable String name) {
    var model = model(name);
    decided(model, ReadModelDecision.PAUSE, "");
    generations.pause(model);
    return reports.of(model);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{name}/resume")
  Reports.Report resume(@PathVariable String name) {
    var model = model(name);
    decided(model, ReadModelDecision.RESUME, "");
    generations.resume(model);
    return reports.of(model);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{name}/cancel")
  Reports.Report cancel(@PathVariable String name) {
    var model = model(name);
    decided(model, ReadModelDecision.CANCEL, "");
    generations.cancel(model);
    return reports.of(model);
  }

  @Allowed(Role.OPERATOR)
  @PostMapping("/{name}/rollback")
  Reports.Report rollBack(@PathVariable String name) {
    var model = model(name);
    decided(model, ReadModelDecision.ROLL_BACK, "");
    generations.rollBack(model);
    return reports.of(model);
  }

  @Allowed(Role.OPERATOR)
  @DeleteMapping("/{name}/generations/{number}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void drop(@PathVariable String name, @PathVariable String number) {
    var model = model(name);
    var generation = number(number);
    decided(model, ReadModelDecision.DROP, Integer.toString(generation));
    generations.drop(model, generation);
  }

  private void decided(ReadModel model, ReadModelDecision decision, String generation) {
    acts.record(id -> new ReadModelDecided(id, model.title(), decision, generation));
  }

  private static int number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw Refused.missing("generation " + text);
    }
    return Integer.parseInt(text);
  }

  private static ReadModel model(String name) {
    return ReadModel.named(name).orElseThrow(() -> Refused.missing("projection of this name"));
  }
}
