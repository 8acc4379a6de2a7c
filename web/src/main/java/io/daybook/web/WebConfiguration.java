package io.daybook.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.privacy.ErasureId;
import io.daybook.schema.reconciliation.ReconciliationId;
import io.daybook.schema.shipping.ShipmentId;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.accept.ApiVersionParser;
import org.springframework.web.servlet.config.annotation.ApiVersionConfigurer;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How every role reads requests, and says no. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class WebConfiguration implements WebMvcConfigurer {
  private static final String VERSION = "2026-11-28";

  /**
   * Null is no map: extensions and variables of GraphQL may be null, and Spring's request, which
   * has empty ones then, would stumble over it.
   */
  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
    var json =
        StrictJson.mapper()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .withConfigOverride(
                Map.class, maps -> maps.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.SKIP)))
            .build();
    converters.withJsonConverter(new StrictJsonConverter(json));
  }

  /** Ids in paths are words, not text: a malformed one never reaches a handler. */
  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, Sku.class, Sku::new);
    registry.addConverter(String.class, OrderId.class, OrderId::parse);
    registry.addConverter(String.class, ShipmentId.class, ShipmentId::parse);
    registry.addConverter(String.class, ReconciliationId.class, ReconciliationId::parse);
    registry.addConverter(String.class, ErasureId.class, ErasureId::parse);
  }

  /**
   * The API has dated versions, of which a caller may name one; the oldest that is served is meant
   * where he does not. See ADR 35.
   */
  @Override
  public void configureApiVersioning(ApiVersionConfigurer versions) {
    ApiVersionParser<String> asWritten = version -> version;
    versions
        .useRequestHeader("Daybook-Version")
        .setVersionParser(asWritten)
        .addSupportedVersions(VERSION)
        .setDefaultVersion(VERSION)
        .setVersionRequired(false);
  }

  /**
   * We speak JSON. An Accept header that excludes it would be noticed when the answer is written,
   * after the work is done; so it is not looked at.
   */
  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
    negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
  }

  /** After Boot's own, whose valve would say the same in HTML or not at all. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsOfTheContainer() {
    return tomcat ->
        tomcat.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new ProblemValve()));
  }
}
