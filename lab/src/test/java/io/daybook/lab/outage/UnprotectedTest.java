package io.daybook.lab.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UnprotectedTest {

  /** As the platform's class has them. */
  static final class Lane {
    private Lane() {}

    static double pauses() {
      return drawn(2, 0.5);
    }

    static boolean works() {
      return Objects.hash("closed") == 0;
    }

    private static double drawn(double factor, double share) {
      return factor * share;
    }
  }

  @Test
  void without_jitter_nothing_is_drawn_by_lot() throws Exception {
    assertThat(method(Unprotected.JITTER, "pauses").invoke(null)).isEqualTo(0.0);
    assertThat(method(Unprotected.JITTER, "works").invoke(null)).isEqualTo(false);
  }

  @Test
  void without_the_breaker_a_port_always_works() throws Exception {
    assertThat(method(Unprotected.BREAKER, "works").invoke(null)).isEqualTo(true);
    assertThat(method(Unprotected.BREAKER, "pauses").invoke(null)).isEqualTo(1.0);
  }

  @Test
  void a_class_without_what_is_taken_away_is_refused() {
    assertThatThrownBy(() -> Unprotected.changed(bytes(Course.class), Unprotected.BREAKER))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Method method(String change, String name) throws Exception {
    var changed = Unprotected.changed(bytes(Lane.class), change);
    var type = MethodHandles.lookup().defineHiddenClass(changed, true).lookupClass();
    var method = type.getDeclaredMethod(name);
    method.setAccessible(true);
    return method;
  }

  private static byte[] bytes(Class<?> type) throws Exception {
    try (var in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }
}
