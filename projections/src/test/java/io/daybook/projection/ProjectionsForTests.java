package io.daybook.projection;

import io.daybook.eventstore.testing.PostgresForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** All projections on a database of their own, and pages that are handed to them as Axon does. */
final class ProjectionsForTests implements AutoCloseable {
  private static final Map<ReadModel, List<String>> TABLES =
      Map.of(
          ReadModel.CATALOG,
          List.of("product", "product_version"),
          ReadModel.STOCK,
          List.of("stock_level", "stock_movement", "stock_sum"),
          ReadModel.FULFILMENT,
          List.of("fulfilment_progress", "parked_action", "fulfilment_count", "step_time"),
          ReadModel.ANALYTICS,
          List.of("order_fact", "daily_sale", "daily_count"),
          ReadModel.AUDIT,
          List.of("audit_entry"),
          ReadModel.ORDER_HISTORY,
          List.of(
              "order_summary",
              "order_version",
              "order_sum",
              "order_line",
              "line_return",
              "timeline"));

  /** What was sent to the database, statement by statement. */
  final List<String> sent = new ArrayList<>();

  final JdbcTemplate jdbc;
  private final Map<ReadModel, List<Object>> projections = new EnumMap<>(ReadModel.class);
  private final SingleConnectionDataSource dataSource;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  ProjectionsForTests() {
    var database = PostgresForTests.newDatabase();
    dataSource =
        new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
    jdbc = new JdbcTemplate(dataSource);
    var noting = new NotingDataSource(dataSource);
    context.registerBean(DataSource.class, () -> noting);
    var scanner = new ClassPathBeanDefinitionScanner(context, false);
    scanner.addIncludeFilter(new AssignableTypeFilter(Projections.class));
    scanner.scan("io.daybook.projection");
    context.refresh();
    for (var model : context.getBeansOfType(Projections.class).values()) {
      create(new Generation(model.model(), 1));
      projections.put(
          model.model(), model.writingTo(new ReadTables(noting, new Generation(model.model(), 1))));
    }
    sent.clear();
  }

  private void create(Generation generation) {
    try {
      jdbc.execute("create schema " + generation.schema());
      jdbc.execute("set search_path = " + generation.schema());
      jdbc.execute(
          new ClassPathResource("db/model/" + generation.model().schema() + ".sql")
              .getContentAsString(StandardCharsets.UTF_8));
      jdbc.execute("reset search_path");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Hands a log to one read model after the other, in pages of this size. */
  void project(List<? extends EventMessage<?>> log, int pageSize) {
    for (var model : ReadModel.values()) {
      for (int from = 0; from < log.size(); from += pageSize) {
        page(model, log.subList(from, Math.min(from + pageSize, log.size())));
      }
    }
  }

  /** Hands a page to a read model, in one transaction. */
  void page(ReadModel model, List<? extends EventMessage<?>> events) {
    var handlers = projections.get(model).stream().map(AnnotationEventHandlerAdapter::new).toList();
    var unit = new BatchingUnitOfWork<EventMessage<?>>(List.copyOf(events));
    unit.attachTransaction(
        new SpringTransactionManager(
            new DataSourceTransactionManager(context.getBean(DataSource.class))));
    var result =
        unit.executeWithResult(
            () -> {
              for (var handler : handlers) {
                handler.handle(unit.getMessage());
              }
              return "handled";
            },
            RollbackConfigurationType.ANY_THROWABLE);
    if (result.isExceptional()) {
      throw new IllegalStateException(result.exceptionResult());
    }
  }

  /** All rows of all tables, as text and in a fixed order. */
  TreeMap<String, List<String>> tables() {
    var all = new TreeMap<String, List<String>>();
    TABLES.forEach(
        (model, tables) ->
            tables.forEach(
                table ->
                    all.put(
                        model.schema() + "." + table,
                        jdbc.queryForList(
                            "select t::text from %s.%s as t order by t::text collate \"C\""
                                .formatted(new Generation(model, 1).schema(), table),
                            String.class))));
    return all;
  }

  @Override
  public void close() {
    context.close();
    dataSource.destroy();
  }

  private final class NotingDataSource extends DelegatingDataSource {
    NotingDataSource(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
      var connection = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, arguments) -> {
                if (method.getName().equals("prepareStatement")) {
                  sent.add((String) arguments[0]);
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException failure) {
                  throw failure.getCause();
                }
              });
    }
  }
}
