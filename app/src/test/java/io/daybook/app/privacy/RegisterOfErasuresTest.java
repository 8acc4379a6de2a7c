package io.daybook.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.app.settings.ContradictionException;
import io.daybook.privacy.PrivacyProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** Where the register of erasures is, and what stops a start. */
class RegisterOfErasuresTest {
  @TempDir Path directory;

  private void start(String database, @Nullable Path register) {
    var properties =
        new PrivacyProperties(
            null, List.of(), directory, register, 1, Duration.ZERO, Duration.ZERO, false);
    var environment = new MockEnvironment().withProperty("daybook.database", database);
    assertThat(new RegisterOfErasures().erasureRegister(properties, environment)).isNotNull();
  }

  @Test
  void beside_the_embedded_database_it_is_where_the_master_key_is() {
    start("embedded", null);
    assertThat(directory.resolve("erasures.jsonl")).exists();
  }

  @Test
  void elsewhere_it_is_where_the_settings_say_or_nowhere() {
    start("external", null);
    assertThat(directory).isEmptyDirectory();
    start("external", Path.of(""));
    assertThat(directory).isEmptyDirectory();
    start("external", directory.resolve("kept/register"));
    assertThat(directory.resolve("kept/register")).exists();
  }

  @Test
  void one_that_cannot_be_used_stops_the_start() throws IOException {
    assertThatThrownBy(() -> start("external", directory))
        .isInstanceOf(ContradictionException.class)
        .hasMessageContaining("daybook.privacy.register");
    var damaged = Files.writeString(directory.resolve("register"), "{}\n");
    assertThatThrownBy(() -> start("external", damaged))
        .isInstanceOf(ContradictionException.class)
        .hasMessageContaining("Line 1 of ");
  }
}
