package io.daybook.relay.kafka;

import io.daybook.relay.published.MessageType;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * One topic for each feature.
 *
 * @param prefix what their names begin with
 */
record Topics(String prefix) {

  String of(MessageType type) {
    return prefix + "." + type.feature();
  }

  private Set<String> all() {
    return MessageType.all().stream().map(this::of).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Makes those that do not exist.
   *
   * @throws KafkaException when the brokers do not answer, or refuse
   */
  void makeMissing(Admin admin, RelayKafkaProperties properties) {
    var patience = properties.answerWithin().toMillis();
    try {
      var there = admin.listTopics().names().get(patience, TimeUnit.MILLISECONDS);
      var missing =
          all().stream()
              .filter(topic -> !there.contains(topic))
              .map(topic -> new NewTopic(topic, properties.partitions(), properties.replication()))
              .toList();
      if (!missing.isEmpty()) {
        admin.createTopics(missing).all().get(patience, TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof TopicExistsException)) { // another node made it
        throw new KafkaException("The topics of " + prefix + " cannot be made", failure.getCause());
      }
    } catch (TimeoutException failure) {
      throw new KafkaException("The brokers do not answer", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Topics are not made any more", interrupted);
    }
  }
}
