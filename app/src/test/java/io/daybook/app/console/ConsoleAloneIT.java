package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.Daybook;
import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.env.Environment;

/** A console in a process of its own, which has only the API of another. */
class ConsoleAloneIT extends PlatformForTests {
  @Autowired Environment environment;

  @Test
  void it_shows_and_does_what_the_api_elsewhere_answers() {
    var order = place("tok_visa", Map.of(product("CAL-", "3.00", 10), 2));
    awaitStatus(order, "PICKING");
    try (var alone =
        new SpringApplicationBuilder(Daybook.class)
            .run(
                "--daybook.roles=console",
                "--server.port=0",
                "--daybook.console.api=http://localhost:" + port,
                "--daybook.database=external",
                "--daybook.demo=false",
                "--spring.datasource.hikari.maximum-pool-size=5",
                "--spring.datasource.url=" + environment.getProperty("spring.datasource.url"),
                "--spring.datasource.username="
                    + environment.getProperty("spring.datasource.username"),
                "--spring.datasource.password="
                    + environment.getProperty("spring.datasource.password"))) {
      var there = ((WebServerApplicationContext) alone).getWebServer().getPort();
      var clerk = Visitor.signedIn(there, "clerk", Role.CLERK);
      var path = "/console/orders/" + order;
      assertThat(clerk.page(path)).contains("6.00 GBP").contains("Cancel the order");
      assertThat(clerk.post(path + "/cancellation", "reason", "from afar").statusCode())
          .isEqualTo(302);
      awaitStatus(order, "CANCELLED");
      assertThat(clerk.get("/api/orders/" + order).statusCode()).isIn(401, 403);
    }
  }
}
