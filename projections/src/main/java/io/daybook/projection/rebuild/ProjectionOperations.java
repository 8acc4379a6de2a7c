package io.daybook.projection.rebuild;

import io.daybook.projection.ReadModel;
import io.daybook.web.Refused;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask of projections over HTTP. */
@RestController
@RequestMapping("/api/operations/projections")
class ProjectionOperations {
  private final Rebuild rebuild;

  ProjectionOperations(Rebuild rebuild) {
    this.rebuild = rebuild;
  }

  @GetMapping
  List<Rebuild.Progress> list() {
    return Arrays.stream(ReadModel.values()).map(rebuild::progress).toList();
  }

  @PostMapping("/{name}/rebuild")
  ResponseEntity<Rebuild.Progress> rebuild(@PathVariable String name) {
    var model = ReadModel.named(name).orElseThrow(() -> Refused.missing("projection of this name"));
    rebuild.start(model);
    return ResponseEntity.accepted().body(rebuild.progress(model));
  }
}
