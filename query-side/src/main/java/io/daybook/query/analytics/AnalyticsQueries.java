package io.daybook.query.analytics;

import graphql.relay.Connection;
import graphql.schema.DataFetchingEnvironment;
import io.daybook.query.DayRange;
import io.daybook.query.Pages;
import io.daybook.query.analytics.AnalyticsTables.FunnelDay;
import io.daybook.query.analytics.AnalyticsTables.ReasonCount;
import io.daybook.query.analytics.AnalyticsTables.SalesDay;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Numbers by day over GraphQL. A day is that on which an order was ordered, in UTC. */
@Controller
class AnalyticsQueries {
  private final AnalyticsTables tables;
  private final Pages pages;

  AnalyticsQueries(AnalyticsTables tables, Pages pages) {
    this.pages = pages;
    this.tables = tables;
  }

  @QueryMapping
  Connection<SalesDay> sales(
      @Argument LocalDate from,
      @Argument LocalDate to,
      @Argument @Nullable String sku,
      @Argument @Nullable String country,
      DataFetchingEnvironment environment) {
    var paging = pages.of(environment);
    var rows = tables.sales(DayRange.of(from, to), sku, country, paging);
    return paging.page(rows, AnalyticsTables::cursorOf);
  }

  @QueryMapping
  List<FunnelDay> funnel(
      @Argument LocalDate from, @Argument LocalDate to, @Argument @Nullable String country) {
    return tables.funnel(DayRange.of(from, to), country);
  }

  @QueryMapping
  Connection<ReasonCount> reasons(
      @Argument LocalDate from,
      @Argument LocalDate to,
      @Argument @Nullable String country,
      DataFetchingEnvironment environment) {
    var paging = pages.of(environment);
    var rows = tables.reasons(DayRange.of(from, to), country, paging);
    return paging.page(rows, row -> row.kind() + "|" + row.reason() + "|" + row.sku());
  }
}
