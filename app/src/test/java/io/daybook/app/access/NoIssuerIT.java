package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.app.Daybook;
import io.daybook.app.settings.ContradictionException;
import io.daybook.eventstore.testing.PostgresForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who runs the platform for others has to say whose tokens count. */
@ExtendWith(OutputCaptureExtension.class)
class NoIssuerIT {

  @Test
  void with_a_database_elsewhere_and_no_issuer_nothing_starts(CapturedOutput said) {
    var database = PostgresForTests.newDatabase();
    assertThatThrownBy(
            () ->
                new SpringApplicationBuilder(Daybook.class)
                    .run(
                        "--server.port=0",
                        "--daybook.database=external",
                        "--daybook.demo=false",
                        "--daybook.auth.issuer=",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password())
                    .close())
        .hasRootCauseInstanceOf(ContradictionException.class);
    assertThat(said.getAll())
        .contains("APPLICATION FAILED TO START")
        .contains("no issuer of tokens is named")
        .contains("Set daybook.auth.issuer to the issuer whose tokens count");
  }
}
