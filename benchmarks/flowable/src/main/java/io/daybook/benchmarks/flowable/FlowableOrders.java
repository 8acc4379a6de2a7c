package io.daybook.benchmarks.flowable;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowable.common.engine.impl.persistence.StrongUuidGenerator;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.RuntimeService;

/**
 * Takes orders through as many durable steps as an order of three lines has here, and prints how
 * many a second came to their end. The set-up is the one of Flowable's user guide: a standalone
 * engine, its asynchronous executor, service tasks that are asynchronous and exclusive, and its
 * generator of UUIDs, which the guide advises where many write. It has as many connections as
 * Daybook; everything else is its default. With its default generator, which takes a second
 * connection while it holds one, sixteen callers and its default of sixteen connections wait for
 * each other.
 */
public final class FlowableOrders {
  static final int MOST_UNDER_WAY = 1_000;
  static final List<String> STEPS =
      List.of(
          "authorizePayment",
          "reserveFirst",
          "reserveSecond",
          "reserveThird",
          "bookCarrier",
          "capturePayment",
          "confirmOrder",
          "startPicking",
          "tellCustomer");

  private static final int CALLERS = 16;
  private static final int CONNECTIONS = 44;
  private static final long LOOK_EVERY_NANOS = 20_000_000;

  private FlowableOrders() {}

  /**
   * Measures, after as many orders that warm up.
   *
   * @param arguments the address of an empty database, and how many orders
   */
  public static void main(String[] arguments) throws Exception {
    var settings =
        ProcessEngineConfiguration.createStandaloneProcessEngineConfiguration()
            .setJdbcDriver("org.postgresql.Driver")
            .setJdbcUrl(arguments[0])
            .setJdbcUsername("postgres")
            .setJdbcPassword("")
            .setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE)
            .setJdbcMaxActiveConnections(CONNECTIONS)
            .setAsyncExecutorActivate(true);
    settings.setIdGenerator(new StrongUuidGenerator());
    var engine = settings.buildProcessEngine();
    engine.getRepositoryService().createDeployment().addString("order.bpmn20.xml", bpmn()).deploy();
    var orders = Integer.parseInt(arguments[1]);
    var unused = perSecond(engine, orders);
    System.out.println(perSecond(engine, orders));
    System.exit(0);
  }

  private static double perSecond(ProcessEngine engine, int orders) throws Exception {
    var processes = engine.getRuntimeService();
    var start = System.nanoTime();
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      var all =
          IntStream.range(0, orders).mapToObj(_ -> callers.submit(() -> place(processes))).toList();
      for (var one : all) {
        one.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("An order was not taken", failed);
    }
    while (processes.createProcessInstanceQuery().count() > 0) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    return orders / ((System.nanoTime() - start) / 1e9);
  }

  private static void place(RuntimeService processes) {
    MapStep.ROOM.acquireUninterruptibly();
    var id = "order-" + UUID.randomUUID();
    processes.startProcessInstanceByKey("order", id, Map.of("orderId", id, "order", order(id)));
  }

  private static String order(String id) {
    return """
    {"orderId": "%s", "customerId": "17850", "paymentToken": "tok_visa",
     "lines": [{"sku": "85121", "quantity": 1}, {"sku": "85122", "quantity": 2}, {"sku": "85123", "quantity": 3}],
     "deliveryAddress": {"recipient": "Ada Lovelace", "street": "12 St James's Square",
                         "city": "London", "postalCode": "SW1Y 4JH", "country": "GB"}}
    """
        .formatted(id);
  }

  private static String bpmn() {
    var tasks =
        STEPS.stream()
            .map(
                step ->
                    "<serviceTask id=\"%s\" flowable:async=\"true\" flowable:class=\"%s\"/>"
                        .formatted(step, MapStep.class.getName()))
            .collect(Collectors.joining("\n"));
    var flows = new StringBuilder();
    var before = "placed";
    for (var step : STEPS) {
      flows.append("<sequenceFlow sourceRef=\"" + before + "\" targetRef=\"" + step + "\"/>\n");
      before = step;
    }
    flows.append("<sequenceFlow sourceRef=\"" + before + "\" targetRef=\"done\"/>\n");
    return """
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:flowable="http://flowable.org/bpmn"
                 targetNamespace="daybook">
      <process id="order" isExecutable="true">
        <startEvent id="placed"/>
        %s
        <endEvent id="done"/>
        %s
      </process>
    </definitions>
    """
        .formatted(tasks, flows);
  }
}
