package io.daybook.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Says, once everything runs, where it is and how to place the first order. */
class WhereItIs {
  private static final Logger log = LoggerFactory.getLogger(WhereItIs.class);

  private static final String WELCOME =
      """


        Daybook is open.

          REST commands   http://localhost:%1$d/api
          GraphQL         http://localhost:%1$d/graphql
          GraphiQL        http://localhost:%1$d/graphiql
          Console         http://localhost:%1$d/console
          Health          http://localhost:%1$d/actuator/health

        Place an order:

          curl -si http://localhost:%1$d/api/orders -H "Authorization: Bearer %2$s" \\
            -H 'Content-Type: application/json' \\
            -H "Idempotency-Key: $(date +%%s)" -d '{"customerId": "ada",
              "lines": [{"sku": "TEA-EARL-GREY", "quantity": 2}, {"sku": "MUG-BLUE", "quantity": 1}],
              "deliveryAddress": {"recipient": "Ada Lovelace", "street": "12 St James Square",
                "city": "London", "postalCode": "SW1Y 4JH", "country": "GB"},
              "paymentToken": "tok_visa"}'
      """;

  private final String token;
  private int port;

  /** Whoever has an issuer elsewhere gets a token there; else the launcher gets one. */
  WhereItIs(Environment environment) {
    var launcher = environment.getProperty("DAYBOOK_LAUNCHER", "./daybook");
    var issuer = environment.getProperty("daybook.auth.issuer", "");
    this.token = issuer.isBlank() ? "$(" + launcher + " token)" : "$DAYBOOK_TOKEN";
  }

  @EventListener
  void on(WebServerInitializedEvent event) {
    port = event.getWebServer().getPort();
  }

  @EventListener
  void on(ApplicationReadyEvent ready) {
    log.info(WELCOME.formatted(port, token));
  }
}
