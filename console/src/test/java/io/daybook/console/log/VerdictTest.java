package io.daybook.console.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void a_range_that_was_changed_is_told() {
    var broken = new Verdict.Broken(1, 9, Instant.EPOCH, "missing");
    var verdict = new Verdict(false, broken, 0, 0, 9, null, null, null);
    assertThat(verdict.inWords()).isEqualTo("The log is not as it was sealed");
    assertThat(broken.inWords()).isEqualTo("Events are missing from it.");
  }

  @Test
  void a_snapshot_that_differs_is_not_good_although_the_log_is_intact() {
    var snapshots = new Verdict.Snapshots(2, List.of("stock-A"));
    var verdict = new Verdict(true, null, 1, 9, 0, "ab", "LATEST", snapshots);
    assertThat(verdict.isGood()).isFalse();
    assertThat(verdict.inWords()).contains("but snapshots are not what it says");
    assertThat(verdict.expectedInWords()).contains("is the latest one");
  }
}
