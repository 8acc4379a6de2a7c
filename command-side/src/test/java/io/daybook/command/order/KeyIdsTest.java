package io.daybook.command.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.order.OrderId;
import io.daybook.web.Refused;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Role;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyIdsTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));

  @Test
  void a_key_belongs_to_its_client_and_subject() {
    var ada = of("shop", "ada");
    assertThat(ada.order("k1")).isEqualTo(of("shop", "ada").order("k1"));
    assertThat(ada.order("k1"))
        .isNotEqualTo(of("shop", "bob").order("k1"))
        .isNotEqualTo(of("app", "ada").order("k1"))
        .isNotEqualTo(ada.order("k2"))
        .isNotEqualTo(KeyIds.orderBefore("k1"));
    assertThat(ada.takenBack(ORDER, "k1"))
        .isEqualTo(of("shop", "ada").takenBack(ORDER, "k1"))
        .isNotEqualTo(of("shop", "bob").takenBack(ORDER, "k1"))
        .isNotEqualTo(ada.takenBack(new OrderId(new UUID(1, 2)), "k1"));
  }

  @Test
  void no_two_names_are_one_because_of_where_they_are_cut() {
    assertThat(of("sh", "opada").order("k")).isNotEqualTo(of("shop", "ada").order("k"));
    assertThat(of("shop", "ad").order("ak")).isNotEqualTo(of("shop", "ada").order("k"));
  }

  @Test
  void a_key_has_1_to_200_characters() {
    assertThatThrownBy(() -> of("shop", "ada").order(" ")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> of("shop", "ada").order("k".repeat(201))).isInstanceOf(Refused.class);
  }

  private static KeyIds of(String client, String subject) {
    return new KeyIds(new Caller(subject, client, "issuer", Set.of(Role.CUSTOMER), subject));
  }
}
