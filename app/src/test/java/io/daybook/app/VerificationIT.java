package io.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.verification.VerifyCommand;
import io.daybook.eventstore.Seals;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** {@code daybook verify}, on a log of its own, because it tampers with it. */
@TestPropertySource(properties = "daybook.log.seal-every=1h")
@DirtiesContext
class VerificationIT extends PlatformTest {
  @Autowired Seals seals;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void a_row_that_a_superuser_edits_is_found_and_its_range_named() {
    product("A-", "3.00", 5);
    seals.sealNew();
    assertThat(verify()).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("intact", "latest seal");
    jdbc.execute(
        """
        set session_replication_role = replica;
        update event_log.domain_event
           set payload = replace(payload::text, '3.00', '2.00')::json where position = 0;
        reset session_replication_role
        """);
    said.reset();
    assertThat(verify()).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("BROKEN: positions 0 to", "an event was changed");
  }

  @Test
  void who_cannot_be_asked_is_said_and_is_no_proof() {
    assertThat(run("--url", "http://localhost:1")).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("does not answer");
    assertThat(run("--nonsense")).isEqualTo(64);
  }

  private int verify() {
    return run("--url", "http://localhost:" + port);
  }

  private int run(String... arguments) {
    return VerifyCommand.run(
        List.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
  }
}
