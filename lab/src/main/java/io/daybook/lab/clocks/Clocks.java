package io.daybook.lab.clocks;

import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.platform.Platform;
import java.io.IOException;
import java.util.Optional;

/** Experiment 6: two real processes whose clocks disagree by minutes, and jump. */
public final class Clocks implements Experiment {
  private static final String MISSING = "libfaketime is not installed: apt-get install libfaketime";

  @Override
  public String name() {
    return "clocks";
  }

  @Override
  public String question() {
    return "What can order the events of processes whose clocks are wrong, and what of ours trusts"
        + " such a clock?";
  }

  @Override
  public Optional<String> missing() throws IOException {
    return FakeClock.library().isPresent() ? Optional.empty() : Optional.of(MISSING);
  }

  @Override
  public Result run(boolean quick, Says says) throws Exception {
    if (!Platform.isBuilt()) {
      throw new IllegalStateException("The platform is not built: ./mvnw -pl app -am package");
    }
    var library = FakeClock.library().orElseThrow(() -> new IllegalStateException(MISSING));
    return ClockFindings.of(ClockTrials.run(library, quick, says));
  }
}
