package io.daybook.lab;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingTest {

  /** As one is that wants what few machines have. */
  private static final class Demanding implements Experiment {

    @Override
    public String name() {
      return "demanding";
    }

    @Override
    public String question() {
      return "What if something is not there?";
    }

    @Override
    public Optional<String> missing() {
      return Optional.of("it is not installed");
    }

    @Override
    public Result run(boolean quick, Says says) {
      throw new AssertionError("It was run.");
    }
  }

  @Test
  void an_experiment_that_this_machine_lacks_something_for_is_skipped() {
    assertThatCode(() -> Laboratory.run(new Demanding(), true)).doesNotThrowAnyException();
  }
}
