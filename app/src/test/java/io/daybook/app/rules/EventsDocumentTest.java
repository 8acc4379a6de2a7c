package io.daybook.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The list of events for readers is the list of events in the code. */
class EventsDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/events.md");

  @Test
  void the_document_of_events_is_what_the_code_says() throws IOException {
    var made = EventsDocument.make();
    if (Boolean.getBoolean("daybook.docs.write")) {
      Files.writeString(DOCUMENT, made);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("docs/events.md is stale. Make it anew: %s", EventsDocument.COMMAND)
        .isEqualTo(made);
  }
}
