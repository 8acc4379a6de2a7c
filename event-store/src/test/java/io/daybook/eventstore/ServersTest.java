package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServersTest {
  @Test
  void each_server_of_a_url_has_a_url_of_its_own() {
    assertThat(Servers.eachOf("jdbc:postgresql://a:1,[::1]:2,c/books?x=1,2"))
        .containsExactly(
            "jdbc:postgresql://a:1/books?x=1,2",
            "jdbc:postgresql://[::1]:2/books?x=1,2",
            "jdbc:postgresql://c/books?x=1,2");
    assertThat(Servers.eachOf("jdbc:postgresql://a,b/books?targetServerType=primary&x=1"))
        .containsExactly("jdbc:postgresql://a/books?x=1", "jdbc:postgresql://b/books?x=1");
    assertThat(Servers.eachOf("jdbc:postgresql://a,b/books?targetServerType=primary").getFirst())
        .isEqualTo("jdbc:postgresql://a/books");
    assertThat(Servers.eachOf("jdbc:postgresql:books")).containsExactly("jdbc:postgresql:books");
  }
}
