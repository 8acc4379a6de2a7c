package io.daybook.app.importing;

import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.importer.ClientTokens;
import io.daybook.importer.Traffic;
import io.daybook.web.access.Role;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The customers of a demo: all that can become of an order becomes of some. */
class TrafficIT extends PlatformForTests {
  private static final String HAPPENED =
      """
      select count(distinct payload_type) from event_log.domain_event
       where metadata ->> 'actor' = 'importer' and payload_type ~
         '\\.(OrderPlaced|PaymentDeclined|OrderCancelled|ShipmentDispatched|ShipmentDelivered|OrderLinesReturned)$'
      """;

  private static final int ALL = 6;

  @Test
  void orders_are_placed_declined_cancelled_sent_delivered_and_brought_back() {
    System.setProperty("daybook.token", IssuerForTests.token("importer", Role.IMPORTER));
    var shop = URI.create("http://localhost:" + port);
    try (var traffic = new Traffic(shop, ClientTokens.of("importer"), Duration.ZERO, 7)) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () -> {
                traffic.step();
                return jdbc.queryForObject(HAPPENED, Integer.class) == ALL;
              });
    }
  }
}
