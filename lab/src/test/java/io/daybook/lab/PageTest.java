package io.daybook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Path DOCUMENTS = Path.of("../docs");

  @Test
  void the_page_is_what_the_last_whole_runs_have_found() throws Exception {
    assertThat(Files.readString(DOCUMENTS.resolve("laboratory.md")))
        .as("made by ./daybook lab page")
        .isEqualTo(Laboratory.page(DOCUMENTS.resolve("laboratory")));
  }
}
