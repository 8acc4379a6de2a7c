package io.daybook.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.relay.published.MessageType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL and Kafka below: not whether their operators know each field, but that they and the
 * platform mean the same names and numbers.
 */
class EnginesTest {
  /** Of a process: the pool of the log, that of keys, and one to the server that is a standby. */
  private static final int OWN_CONNECTIONS = 5 + 8 + 1;

  /** {@code daybook.query.connections}. */
  private static final int QUERY_CONNECTIONS = 16;

  private static final int ADMINISTRATORS = 20;

  private static final List<HasMetadata> BASE = Manifests.in(Manifests.BASE);
  private static final Tree POSTGRES = engine("postgres.yaml").getFirst();
  private static final List<Tree> KAFKA = engine("kafka.yaml");

  @Test
  void nothing_but_the_kinds_of_both_operators_is_there() {
    assertThat(POSTGRES.is("postgresql.cnpg.io/v1", "Cluster")).isTrue();
    assertThat(KAFKA)
        .allSatisfy(one -> assertThat(one.text("apiVersion")).isEqualTo("kafka.strimzi.io/v1"))
        .extracting(one -> one.text("kind"))
        .containsOnly("Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser");
    assertThat(Stream.concat(Stream.of(POSTGRES), KAFKA.stream()))
        .allSatisfy(one -> assertThat(one.text("metadata", "namespace")).isEqualTo("daybook"));
  }

  @Test
  void nothing_is_acknowledged_by_a_primary_alone() {
    var synchronous = POSTGRES.at("spec", "postgresql", "synchronous");
    assertThat(synchronous.number("number")).isPositive();
    assertThat(synchronous.text("dataDurability")).isEqualTo("required");
    assertThat(synchronous.text("failoverQuorum")).isEqualTo("true");
    assertThat(POSTGRES.number("spec", "instances")).isGreaterThan(synchronous.number("number"));
    assertThat(POSTGRES.text("spec", "postgresql", "parameters")).doesNotContain("synchronous");
  }

  @Test
  void the_platform_finds_postgresql_where_it_is() {
    var name = POSTGRES.text("metadata", "name");
    var database = POSTGRES.text("spec", "bootstrap", "initdb", "database");
    assertThat(setting("SPRING_DATASOURCE_URL"))
        .isEqualTo(
            "jdbc:postgresql://%1$s-rw:5432,%1$s-ro:5432/%2$s?targetServerType=primary"
                .formatted(name, database));
    assertThat(letOut()).contains(Map.of("cnpg.io/cluster", name));
  }

  @Test
  void postgresql_allows_the_connections_of_all_processes_that_there_can_be() {
    var most =
        Workload.of(BASE).stream()
            .mapToInt(one -> (mostOf(one) + one.surge()) * connectionsOf(one))
            .sum();
    assertThat(POSTGRES.number("spec", "postgresql", "parameters", "max_connections"))
        .as("connections of all processes: %d", most)
        .isGreaterThanOrEqualTo(most + ADMINISTRATORS);
  }

  @Test
  void both_roles_of_the_database_have_the_secrets_that_processes_have() {
    assertThat(POSTGRES.text("spec", "bootstrap", "initdb", "owner")).isEqualTo("daybook_owner");
    assertThat(POSTGRES.text("spec", "bootstrap", "initdb", "secret", "name"))
        .isEqualTo("daybook-db-owner");
    var role = POSTGRES.list("spec", "managed", "roles").getFirst();
    assertThat(role.text("name")).isEqualTo("daybook_app");
    assertThat(role.text("passwordSecret", "name")).isEqualTo("daybook-db-app");
    assertThat(ReadmeSecrets.all()).containsKeys("daybook-db-owner", "daybook-db-app");
  }

  @Test
  void the_topics_are_those_that_the_relay_makes() {
    var topics = KAFKA.stream().filter(one -> one.text("kind").equals("KafkaTopic")).toList();
    assertThat(topics)
        .extracting(one -> one.text("metadata", "name"))
        .containsExactlyInAnyOrderElementsOf(
            MessageType.all().stream()
                .map(type -> "daybook." + type.feature())
                .distinct()
                .toList());
    assertThat(topics).allSatisfy(one -> assertThat(one.number("spec", "partitions")).isEqualTo(6));
    assertThat(KAFKA)
        .filteredOn(one -> !one.text("kind").equals("Kafka"))
        .allSatisfy(
            one ->
                assertThat(one.text("metadata", "labels", "strimzi.io/cluster"))
                    .isEqualTo(kafka().text("metadata", "name")));
  }

  @Test
  void the_example_finds_kafka_where_it_is_and_proves_itself_as_its_user() {
    var name = kafka().text("metadata", "name");
    var listener = kafka().list("spec", "kafka", "listeners").getFirst();
    var example = Manifests.text(Manifests.EXAMPLE.resolve("settings.yaml"));
    assertThat(example)
        .contains("BOOTSTRAPSERVERS: %s-kafka-bootstrap:%s".formatted(name, listener.text("port")));
    assertThat(letOut()).contains(Map.of("strimzi.io/cluster", name));
    assertThat(listener.text("authentication", "type")).isEqualTo("scram-sha-512");
    var user = KAFKA.stream().filter(one -> one.text("kind").equals("KafkaUser")).findFirst();
    assertThat(Manifests.text(Manifests.EXAMPLE.resolve("relay.yaml")))
        .contains("name: " + user.orElseThrow().text("metadata", "name") + "\n")
        .contains("name: " + name + "-cluster-ca-cert\n")
        .contains("value: SCRAM-SHA-512\n")
        .contains("value: SASL_SSL\n");
    assertThat(user.orElseThrow().all("resource"))
        .extracting(
            one -> one.text("type") + " " + one.text("name") + " " + one.text("patternType"))
        .containsExactlyInAnyOrder("topic daybook prefix", "transactionalId daybook prefix");
  }

  @Test
  void autoscalers_ask_for_what_the_adapter_serves_and_prometheus_reads() {
    var adapter = Tree.in(text("metrics/prometheus-adapter.yaml")).getFirst();
    var served =
        adapter.list("rules", "external").stream()
            .map(
                rule -> {
                  var name = rule.text("name", "as");
                  assertThat(rule.text("seriesQuery")).startsWith(name + "{");
                  assertThat(DocumentedMetrics.labels(name)).isNotNull();
                  return name;
                })
            .toList();
    var asked =
        of(HorizontalPodAutoscaler.class)
            .flatMap(one -> one.getSpec().getMetrics().stream())
            .filter(one -> one.getExternal() != null)
            .map(one -> one.getExternal().getMetric().getName())
            .distinct()
            .toList();
    assertThat(asked).containsExactlyInAnyOrderElementsOf(served);
    var job = Tree.in(text("metrics/prometheus.yml")).getFirst().list("scrape_configs").getFirst();
    assertThat(job.text("metrics_path")).isEqualTo("/actuator/prometheus");
    assertThat(job.text("job_name")).isEqualTo("daybook");
    assertThat(job.all("target_label")).extracting(Tree::text).contains("namespace");
  }

  private static int mostOf(Workload workload) {
    return of(HorizontalPodAutoscaler.class)
        .filter(one -> one.getSpec().getScaleTargetRef().getName().equals(workload.name()))
        .map(one -> one.getSpec().getMaxReplicas())
        .findFirst()
        .orElseGet(workload::replicas);
  }

  private static int connectionsOf(Workload workload) {
    var pool = Integer.parseInt(workload.variable("SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE"));
    var queries = workload.variable("DAYBOOK_ROLES").equals("query") ? QUERY_CONNECTIONS : 0;
    return pool + queries + OWN_CONNECTIONS;
  }

  private static String setting(String name) {
    return of(ConfigMap.class).map(map -> map.getData().get(name)).findFirst().orElseThrow();
  }

  /** The pods that ours may reach, by their labels. */
  private static List<Map<String, String>> letOut() {
    return of(NetworkPolicy.class)
        .flatMap(one -> one.getSpec().getEgress().stream())
        .flatMap(rule -> rule.getTo().stream())
        .filter(peer -> peer.getPodSelector() != null)
        .map(peer -> peer.getPodSelector().getMatchLabels())
        .toList();
  }

  private static Tree kafka() {
    return KAFKA.stream().filter(one -> one.text("kind").equals("Kafka")).findFirst().orElseThrow();
  }

  private static <T> Stream<T> of(Class<T> type) {
    return BASE.stream().filter(type::isInstance).map(type::cast);
  }

  private static List<Tree> engine(String file) {
    return Tree.in(text("engines/" + file));
  }

  private static String text(String file) {
    return Manifests.text(Manifests.ROOT.resolve(Path.of(file)));
  }
}
