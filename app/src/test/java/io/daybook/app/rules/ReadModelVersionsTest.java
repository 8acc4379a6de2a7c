package io.daybook.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.projection.ReadModel;
import io.daybook.query.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries read the version of a read model that the projections of the same release write. */
class ReadModelVersionsTest {

  @ParameterizedTest
  @EnumSource(ReadModel.class)
  void what_is_written_is_what_is_read(ReadModel written) {
    assertThat(Model.valueOf(written.name()).version()).isEqualTo(written.version());
  }
}
