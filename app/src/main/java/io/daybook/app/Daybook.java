package io.daybook.app;

import io.daybook.app.database.EmbeddedDatabase;
import io.daybook.app.demo.DemoShop;
import io.daybook.app.outside.SandboxAdapters;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JacksonModule;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

/** Starts the platform. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  Roles.class,
  EmbeddedDatabase.class,
  SandboxAdapters.class,
  DemoShop.class,
  WhereItIs.class
})
public class Daybook {

  /** Runs the platform until it is told to stop. */
  public static void main(String[] arguments) {
    SpringApplication.run(Daybook.class, arguments);
  }

  /** Amounts as exact decimal text, beside their currency. */
  @Bean
  JacksonModule moneyModule() {
    return new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
