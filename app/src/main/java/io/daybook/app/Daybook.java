package io.daybook.app;

import io.daybook.app.access.AuthServer;
import io.daybook.app.access.IssuerConfiguration;
import io.daybook.app.database.EarlyPostgres;
import io.daybook.app.database.EmbeddedDatabase;
import io.daybook.app.health.HealthConfiguration;
import io.daybook.app.privacy.MasterKeys;
import io.daybook.app.privacy.RegisterOfErasures;
import io.daybook.app.processors.ProcessorsConfiguration;
import io.daybook.app.projection.RebuildCommand;
import io.daybook.app.projection.VerifyProjectionsCommand;
import io.daybook.app.relay.RelayCommand;
import io.daybook.app.tracing.TracingConfiguration;
import io.daybook.app.training.TrainingRun;
import io.daybook.app.verification.LogVerification;
import io.daybook.app.verification.VerifyCommand;
import io.daybook.importer.ImportCommand;
import io.daybook.privacy.PrivacyConfiguration;
import io.daybook.sandbox.SandboxServer;
import io.daybook.schema.NumberAddedUpcaster;
import io.daybook.schema.SchemaJson;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancelledUpcaster;
import io.daybook.schema.payment.PaymentVoidRequestedUpcaster;
import io.daybook.schema.payment.TradedCurrencies;
import io.daybook.schema.privacy.SealedUpcaster;
import io.daybook.schema.reconciliation.DiscrepancyUpcaster;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import java.io.IOException;
import java.util.List;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JacksonModule;

/** Starts the platform. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(ShopProperties.class)
@Import({
  Roles.class,
  EmbeddedDatabase.class,
  HealthConfiguration.class,
  IssuerConfiguration.class,
  LogHealth.class,
  LogVerification.class,
  MasterKeys.class,
  PrivacyConfiguration.class,
  ProcessorsConfiguration.class,
  RegisterOfErasures.class,
  TracingConfiguration.class,
  WhereItIs.class
})
public class Daybook {

  /** Runs the platform until it is told to stop, or a client of it that the first word names. */
  public static void main(String[] arguments) throws IOException {
    var words = List.of(arguments);
    switch (words.isEmpty() ? "" : words.getFirst()) {
      case "auth" -> AuthServer.run(words.subList(1, words.size()));
      case "import" -> System.exit(ImportCommand.run(words.subList(1, words.size()), System.out));
      case "rebuild" ->
          System.exit(
              RebuildCommand.run(
                  words.subList(1, words.size()), System.out, ImportCommand.isTerminal()));
      case "relay" ->
          System.exit(
              RelayCommand.run(
                  words.subList(1, words.size()), System.out, ImportCommand.isTerminal()));
      case "verify-projections" ->
          System.exit(VerifyProjectionsCommand.run(words.subList(1, words.size()), System.out));
      case "sandbox" -> SandboxServer.main(new String[0]);
      case "train" -> TrainingRun.run(Daybook.class);
      case "verify" -> System.exit(VerifyCommand.run(words.subList(1, words.size()), System.out));
      default -> platform().run(arguments);
    }
  }

  private static SpringApplication platform() {
    var platform = new SpringApplication(Daybook.class);
    var postgres = new EarlyPostgres();
    platform.addInitializers(postgres);
    platform.addListeners(postgres);
    return platform;
  }

  /** Amounts as exact decimal text, beside their currency. */
  @Bean
  JacksonModule moneyModule() {
    return SchemaJson.moneyModule();
  }

  @Bean
  EventUpcaster orderCancelledUpcaster() {
    return new OrderCancelledUpcaster();
  }

  @Bean
  EventUpcaster discrepancyUpcaster() {
    return new DiscrepancyUpcaster();
  }

  @Bean
  EventUpcaster paymentVoidRequestedUpcaster() {
    return new PaymentVoidRequestedUpcaster();
  }

  /** A currency that the payment provider does not take stops the start. */
  @Bean
  TradedCurrencies tradedCurrencies(ShopProperties shop) {
    return TradedCurrencies.of(shop.currencies());
  }

  @Bean
  EventUpcaster addressChangeUpcaster() {
    return new NumberAddedUpcaster(DeliveryAddressChanged.class, "change");
  }

  @Bean
  EventUpcaster bookingCancellationUpcaster() {
    return new NumberAddedUpcaster(CarrierBookingCancellationRequested.class, "booking");
  }

  /** After the others, whose revisions it goes on from. */
  @Bean
  EventUpcaster sealedUpcaster() {
    return new SealedUpcaster();
  }
}
