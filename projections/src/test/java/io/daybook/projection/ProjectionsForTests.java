package io.daybook.projection;

import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.schema.SchemaJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** All projections on a database of their own, and pages that are handed to them as Axon does. */
final class ProjectionsForTests implements AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          "catalog.product",
          "stock.stock_level",
          "stock.stock_movement",
          "fulfilment.fulfilment_progress",
          "fulfilment.parked_action",
          "order_history.order_summary",
          "order_history.order_line",
          "order_history.timeline");

  /** What was sent to the database, statement by statement. */
  final List<String> sent = new ArrayList<>();

  final JdbcTemplate jdbc;
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
    context.registerBean(
        Serializer.class,
        () ->
            Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> mapper.addModule(SchemaJson.moneyModule()))
                .build());
    var scanner = new ClassPathBeanDefinitionScanner(context, false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ProcessingGroup.class));
    scanner.addIncludeFilter(new AssignableTypeFilter(ReadTables.class));
    scanner.scan("io.daybook.projection");
    context.refresh();
    sent.clear();
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
    var handlers =
        context.getBeansWithAnnotation(ProcessingGroup.class).values().stream()
            .filter(bean -> groupOf(bean).equals(model.processor()))
            .map(AnnotationEventHandlerAdapter::new)
            .toList();
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

  private static String groupOf(Object bean) {
    return bean.getClass().getAnnotation(ProcessingGroup.class).value();
  }

  /** All rows of all tables, as text and in a fixed order. */
  TreeMap<String, List<String>> tables() {
    var all = new TreeMap<String, List<String>>();
    for (var table : TABLES) {
      all.put(
          table,
          jdbc.queryForList(
              "select t::text from " + table + " as t order by t::text collate \"C\"",
              String.class));
    }
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
