package io.daybook.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/**
 * Who may know whom. A rule that matches no class fails, so a renamed package cannot slip out of
 * it.
 */
@AnalyzeClasses(packages = "io.daybook", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule modules_know_only_what_the_design_allows =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("schema")
          .definedBy("io.daybook.schema..")
          .layer("eventstore")
          .definedBy("io.daybook.eventstore..")
          .layer("web")
          .definedBy("io.daybook.web..")
          .layer("command")
          .definedBy("io.daybook.command..")
          .layer("saga")
          .definedBy("io.daybook.saga..")
          .layer("projection")
          .definedBy("io.daybook.projection..")
          .layer("query")
          .definedBy("io.daybook.query..")
          .layer("sandbox")
          .definedBy("io.daybook.sandbox..")
          .layer("app")
          .definedBy("io.daybook.app..")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("command")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("saga")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("projection")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("query")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("sandbox")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("eventstore")
          .mayOnlyBeAccessedByLayers("web", "command", "query", "app")
          .whereLayer("web")
          .mayOnlyBeAccessedByLayers("command", "saga", "projection", "query", "app");

  @ArchTest
  static final ArchRule the_log_knows_nothing_of_orders =
      noClasses()
          .that()
          .resideInAPackage("io.daybook.eventstore..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.daybook.schema..");

  @ArchTest
  static final ArchRule states_and_decisions_are_free_of_frameworks =
      noClasses()
          .that()
          .haveNameMatching(
              "io\\.daybook\\.(command\\.(order\\.(Order|Lines)|payment\\.Payment|shipping\\.Shipment"
                  + "|inventory\\.(StockItem|Reservations|RecentKeys)|catalog\\.Product|fulfilment\\.Parking"
                  + "|reconciliation\\.Discrepancy)"
                  + "|saga\\.fulfilment\\.(Fulfilment|Job|Decision|Stage|Undoing)"
                  + "|saga\\.reconciliation\\.(Difference|OurPayment|OurShipment|OurReservation|OurRefund))(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "org.axonframework..", "jakarta..");

  /** Else money that was sent in wrong units would be read in the same wrong units. */
  @ArchTest
  static final ArchRule the_books_of_others_are_not_read_by_what_the_gateway_sends_by =
      noClasses()
          .that()
          .haveNameMatching("io\\.daybook\\.saga\\.payment\\.(StripeBooks|BookDecimals)")
          .or()
          .resideInAPackage("io.daybook.reconciliation..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("ProviderUnits");

  @ArchTest
  static final ArchRule features_have_no_cycles =
      SlicesRuleDefinition.slices()
          .matching("io.daybook.(command|saga|projection|query).(*)..")
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule only_the_log_and_the_read_tables_touch_jdbc =
      noClasses()
          .that()
          .resideInAnyPackage("io.daybook.command..", "io.daybook.saga..", "io.daybook.schema..")
          .and()
          .resideOutsideOfPackage("io.daybook.reconciliation..")
          .and()
          .haveNameNotMatching(
              "io\\.daybook\\.saga\\..*Table(\\$.*)?") // calls, waits: what survives a crash
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..");

  /**
   * Such a stream keeps its connection until it is closed, and whoever collects it does not close
   * it. A list costs as much and gives the connection back by itself.
   */
  @ArchTest
  static final ArchRule no_result_of_a_query_is_a_stream =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "a stream of rows is opened", ArchitectureTest::opensAStreamOfRows));

  private static boolean opensAStreamOfRows(JavaMethodCall call) {
    var method = call.getTarget();
    return method.getOwner().getPackageName().startsWith("org.springframework.jdbc")
        && (method.getName().equals("queryForStream")
            || method.getName().equals("stream") && method.getOwner().getName().contains("Query"));
  }
}
