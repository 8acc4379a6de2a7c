package io.daybook.app.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who may know whom. A rule that matches no class fails, so a renamed package cannot slip out of
 * it.
 */
@AnalyzeClasses(
    packages = "io.daybook",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.DoNotIncludeTestJars.class
    })
class ArchitectureTest {

  /** What other modules test with, once it is packed; and the samples. */
  static final class DoNotIncludeTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar")
          && !location.contains("/integrator")
          && !location.contains("/broker");
    }
  }

  private record Module(String name, String root, List<String> mayUse) {}

  /** docs/architecture.md. */
  private static final List<Module> MODULES =
      MarkdownTable.read(Path.of("../docs/architecture.md"), "| module | verb |").stream()
          .map(row -> new Module(row.get(0), row.get(2), MarkdownTable.names(row.get(3))))
          .toList();

  @ArchTest
  static void modules_use_what_the_table_says_and_nothing_else(JavaClasses classes) {
    var uses = new TreeMap<String, Set<String>>();
    MODULES.forEach(module -> uses.put(module.name(), new TreeSet<>()));
    for (var user : classes) {
      for (var dependency : user.getDirectDependenciesFromSelf()) {
        moduleOf(dependency.getTargetClass().getPackageName())
            .filter(used -> !used.equals(nameOfModule(user)))
            .ifPresent(used -> uses.get(nameOfModule(user)).add(used));
      }
    }
    for (var module : MODULES) {
      assertThat(uses.get(module.name()))
          .as(module.name() + " uses")
          .containsExactlyInAnyOrderElementsOf(module.mayUse());
    }
  }

  @ArchTest
  static void every_module_of_the_build_is_in_the_table(JavaClasses classes) throws IOException {
    var built =
        Pattern.compile("<module>([^<]+)</module>")
            .matcher(Files.readString(Path.of("../pom.xml")))
            .results()
            .map(module -> module.group(1))
            .filter(module -> !module.startsWith("benchmarks") && !module.startsWith("samples/"))
            .filter(module -> !module.equals("lab"));
    assertThat(built)
        .containsExactlyInAnyOrderElementsOf(MODULES.stream().map(Module::name).toList());
    assertThat(classes.stream().map(ArchitectureTest::nameOfModule).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(MODULES.stream().map(Module::name).toList());
  }

  private static String nameOfModule(JavaClass type) {
    return moduleOf(type.getPackageName())
        .orElseThrow(() -> new AssertionError(type + " is in no module of docs/architecture.md"));
  }

  private static Optional<String> moduleOf(String packageName) {
    return MODULES.stream()
        .filter(module -> (packageName + ".").startsWith(module.root() + "."))
        .map(Module::name)
        .findFirst();
  }

  @ArchTest
  static final ArchRule states_and_decisions_are_free_of_frameworks =
      noClasses()
          .that()
          .haveNameMatching(
              "io\\.daybook\\.(command\\.(order\\.(Order|Addresses|Returns|Lines|Placement)|payment\\.(Payment|Refund)"
                  + "|shipping\\.(Shipment|Bookings|Carriage)"
                  + "|inventory\\.(StockItem|Reservations|RecentKeys|Settled)|catalog\\.Product|fulfilment\\.Parking"
                  + "|reconciliation\\.Discrepancy)|schema\\.status\\.\\w+"
                  + "|saga\\.fulfilment\\.(Fulfilment|Job|Decision|Stage|Undoing)"
                  + "|reconciliation\\.(Difference|OurPayment|OurShipment|OurReservation|OurRefund))(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "org.axonframework..", "jakarta..");

  /** Else money that was sent in wrong units would be read in the same wrong units. */
  @ArchTest
  static final ArchRule the_books_of_others_are_not_read_by_what_the_gateway_sends_by =
      noClasses()
          .that()
          .haveNameMatching("io\\.daybook\\.outside\\.payment\\.(StripeBooks|BookDecimals)")
          .or()
          .resideInAPackage("io.daybook.reconciliation..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("ProviderUnits");

  @ArchTest
  static final ArchRule packages_have_no_circles =
      SlicesRuleDefinition.slices().matching("io.daybook.(**)").should().beFreeOfCycles();

  /** Spring makes some of its own, and {@code Problem} gives them a name of ours. */
  @ArchTest
  static final ArchRule one_place_makes_problem_documents =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.daybook.web.Problem")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "a problem document is made", ArchitectureTest::makesAProblem));

  @ArchTest
  static final ArchRule only_the_log_and_the_read_tables_touch_jdbc =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.daybook.command..",
              "io.daybook.saga..",
              "io.daybook.outside..",
              "io.daybook.schema..",
              "io.daybook.web..",
              "io.daybook.importer..",
              "io.daybook.sandbox..")
          .and()
          .haveNameNotMatching(".*Table(\\$.*)?") // calls, waits: what survives a crash
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

  private static boolean makesAProblem(JavaMethodCall call) {
    var method = call.getTarget();
    return method.getOwner().getName().equals("org.springframework.http.ProblemDetail")
        && method.getName().startsWith("forStatus");
  }

  private static boolean opensAStreamOfRows(JavaMethodCall call) {
    var method = call.getTarget();
    return method.getOwner().getPackageName().startsWith("org.springframework.jdbc")
        && (method.getName().equals("queryForStream")
            || method.getName().equals("stream") && method.getOwner().getName().contains("Query"));
  }
}
