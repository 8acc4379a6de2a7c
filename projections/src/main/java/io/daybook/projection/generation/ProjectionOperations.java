package io.daybook.projection.generation;

import io.daybook.projection.ReadModel;
import io.daybook.web.Refused;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask of projections over HTTP. */
@RestController
@RequestMapping("/api/operations/projections")
class ProjectionOperations {
  private final Generations generations;
  private final Reports reports;

  ProjectionOperations(Generations generations, Reports reports) {
    this.generations = generations;
    this.reports = reports;
  }

  @GetMapping
  List<Reports.Report> list() {
    return Arrays.stream(ReadModel.values()).map(reports::of).toList();
  }

  @GetMapping("/{name}")
  Reports.Report one(@PathVariable String name) {
    return reports.of(model(name));
  }

  @PostMapping("/{name}/rebuild")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Reports.Report rebuild(@PathVariable String name) {
    var model = model(name);
    generations.build(model, Purpose.SERVING);
    return reports.of(model);
  }

  @PostMapping("/{name}/pause")
  Reports.Report pause(@PathVariable String name) {
    var model = model(name);
    generations.pause(model);
    return reports.of(model);
  }

  @PostMapping("/{name}/resume")
  Reports.Report resume(@PathVariable String name) {
    var model = model(name);
    generations.resume(model);
    return reports.of(model);
  }

  @PostMapping("/{name}/cancel")
  Reports.Report cancel(@PathVariable String name) {
    var model = model(name);
    generations.cancel(model);
    return reports.of(model);
  }

  @PostMapping("/{name}/rollback")
  Reports.Report rollBack(@PathVariable String name) {
    var model = model(name);
    generations.rollBack(model);
    return reports.of(model);
  }

  @DeleteMapping("/{name}/generations/{number}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void drop(@PathVariable String name, @PathVariable String number) {
    var model = model(name);
    if (!number.matches("[0-9]{1,9}")) {
      throw Refused.missing("generation " + number);
    }
    generations.drop(model, Integer.parseInt(number));
  }

  private static ReadModel model(String name) {
    return ReadModel.named(name).orElseThrow(() -> Refused.missing("projection of this name"));
  }
}
