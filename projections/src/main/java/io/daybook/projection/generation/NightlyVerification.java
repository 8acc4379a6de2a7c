package io.daybook.projection.generation;

import io.daybook.projection.ReadModel;
import io.daybook.runtime.Nightly;
import io.daybook.web.Refused;
import java.time.Instant;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Compares each live generation with the log when its time has come since it was last done. */
@Component
final class NightlyVerification extends Nightly {
  private static final Logger log = LoggerFactory.getLogger(NightlyVerification.class);

  private final ComparisonTables comparison;
  private final Generations generations;
  private final ProjectionProperties properties;

  NightlyVerification(
      ComparisonTables comparison, Generations generations, ProjectionProperties properties) {
    super("projections-nightly", properties.isNightly());
    this.comparison = comparison;
    this.generations = generations;
    this.properties = properties;
  }

  @Override
  protected void beginWhatIsDue() {
    for (var model : ReadModel.values()) {
      try {
        var last = comparison.lastVerification(model);
        if (last.isPresent() && isDue(last.get())) {
          var unused = generations.build(model, Purpose.VERIFICATION);
        }
      } catch (Refused busy) {
        log.debug("{} is being built; it is compared afterwards", model.title(), busy);
      } catch (RuntimeException | Error failure) {
        log.warn("Whether {} is to be compared is not known", model.title(), failure);
      }
    }
  }

  private boolean isDue(Instant last) {
    return isDue(properties.verifyCron(), last, Instant.now(), ZoneId.systemDefault());
  }
}
