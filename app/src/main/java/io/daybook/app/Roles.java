package io.daybook.app;

import io.daybook.app.contract.ApiPages;
import io.daybook.app.demo.DemoShop;
import io.daybook.app.demo.DemoTraffic;
import io.daybook.app.outside.OutsideWorld;
import io.daybook.app.overload.OverloadConfiguration;
import io.daybook.app.privacy.OrdersAsRead;
import io.daybook.app.privacy.WebhookSecrets;
import io.daybook.console.ConsoleConfiguration;
import io.daybook.outside.call.OpenCallTable;
import io.daybook.privacy.erasure.CustomerOrders;
import io.daybook.projection.ReadModel;
import io.daybook.query.Paging;
import io.daybook.relay.RelayConfiguration;
import io.daybook.saga.fulfilment.FulfilmentProperties;
import io.daybook.saga.fulfilment.OpenCallsOutside;
import io.daybook.web.Refused;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * One module, one role: a process takes the roles in {@code daybook.roles}, all of them by default.
 * The aggregates are in every process that sends commands: they meet in the log, which decides
 * whose append came first.
 */
@Configuration(proxyBeanMethods = false)
class Roles {

  /** Every role is asked over HTTP, for its health at least. */
  @Configuration(proxyBeanMethods = false)
  @ComponentScan(basePackageClasses = Refused.class)
  @Import(ApiPages.class)
  static class Door {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnRole({"command", "saga", "relay"})
  @ComponentScan(
      basePackages = "io.daybook.command",
      useDefaultFilters = false,
      includeFilters = {
        @Filter(Aggregate.class),
        // what the aggregates themselves ask
        @Filter(
            type = FilterType.REGEX,
            pattern = "io\\.daybook\\.command\\.inventory\\.GoodsNotes")
      })
  static class Aggregates {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnRole("command")
  @ComponentScan(basePackages = "io.daybook.command", excludeFilters = @Filter(Aggregate.class))
  @Import({DemoShop.class, DemoTraffic.class, OverloadConfiguration.class})
  static class CommandRole {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnRole("saga")
  @ComponentScan(
      basePackages = {"io.daybook.saga", "io.daybook.outside", "io.daybook.reconciliation"})
  @EnableConfigurationProperties(FulfilmentProperties.class)
  @Import(OutsideWorld.class)
  static class SagaRole {

    @Bean
    OpenCallsOutside openCallsOutside(OpenCallTable calls) {
      return calls::notedAt;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnRole("projection")
  @ComponentScan(basePackageClasses = ReadModel.class)
  static class ProjectionRole {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnRole("query")
  @ComponentScan(basePackageClasses = {Paging.class, CustomerOrders.class})
  @Import(OrdersAsRead.class)
  static class QueryRole {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnRole("relay")
  @ComponentScan(basePackageClasses = RelayConfiguration.class)
  @Import(WebhookSecrets.class)
  static class RelayRole {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnRole("console")
  @Import(ConsoleConfiguration.class)
  static class ConsoleRole {}
}
