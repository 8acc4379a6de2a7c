package io.daybook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the sandbox remembers is in its file, and nobody reads it there. */
class StoreTest {
  /** As release 0.1.0 wrote it. */
  private static final String IN_CLEAR =
      "{\"kind\":\"booking\",\"id\":\"b1\",\"object\":{\"recipient\":\"Ada\"}}\n";

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("sandbox.jsonl");
  }

  private static ObjectNode object(String recipient) {
    return JsonMapper.shared().createObjectNode().put("recipient", recipient);
  }

  private String recipient(String id) {
    return new Store(file()).find("booking", id).orElseThrow().path("recipient").asString();
  }

  @Test
  void it_comes_back_as_it_was_and_its_file_is_sealed() throws IOException {
    var store = new Store(file());
    store.put("booking", "b1", object("Ada"));
    store.put("booking", "b1", object("Grace"));
    assertThat(recipient("b1")).isEqualTo("Grace");
    assertThat(Files.readString(file())).doesNotContain("Ada", "Grace", "booking");
    assertThat(Files.getPosixFilePermissions(directory.resolve("sandbox.jsonl.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void what_an_earlier_release_wrote_is_read_and_sealed() throws IOException {
    Files.writeString(file(), IN_CLEAR);
    assertThat(recipient("b1")).isEqualTo("Ada");
    assertThat(Files.readString(file())).doesNotContain("Ada");
    assertThat(recipient("b1")).isEqualTo("Ada");
  }

  @Test
  void a_line_that_was_not_finished_takes_no_other_with_it() throws IOException {
    new Store(file()).put("booking", "b1", object("Ada"));
    Files.writeString(file(), "{\"sealed\":\"AAAA", StandardOpenOption.APPEND);
    new Store(file()).put("booking", "b2", object("Grace"));
    assertThat(recipient("b1")).isEqualTo("Ada");
    assertThat(recipient("b2")).isEqualTo("Grace");
  }

  @Test
  void without_its_key_it_is_refused() throws IOException {
    new Store(file()).put("booking", "b1", object("Ada"));
    Files.delete(directory.resolve("sandbox.jsonl.key"));
    assertThatThrownBy(() -> new Store(file())).hasMessageContaining("sandbox.jsonl.key");
  }
}
