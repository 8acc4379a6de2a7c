package io.daybook.relay.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One sample of each message, which stays as it is for ever: others have programs for it. */
class GoldenMessagesContractTest {
  private static final Path GOLDEN = Path.of("src/test/resources/messages");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @TestFactory
  Stream<DynamicTest> every_message_is_as_its_golden_sample() {
    return WordsForTests.messages().values().stream()
        .map(one -> DynamicTest.dynamicTest(one.type().name(), () -> compare(one)));
  }

  private static void compare(Announcement message) throws IOException {
    var file = GOLDEN.resolve(message.type().name() + ".json");
    var json = JSON.writeValueAsString(JSON.readTree(message.json())) + "\n";
    if (Boolean.getBoolean("daybook.approve") && !Files.exists(file)) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, json);
    }
    assertThat(json).isEqualTo(Files.readString(file));
  }

  @Test
  void every_golden_sample_has_its_message() throws IOException {
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(WordsForTests.messages().keySet());
    }
  }
}
