package io.daybook.runtime;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.List;
import java.util.Optional;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** One JSON for everything that is kept: events, snapshots, sagas, tokens. */
@Configuration(proxyBeanMethods = false)
class SerializerConfiguration {

  @Bean
  RevisionResolver revisionResolver() {
    var annotations = new AnnotationRevisionResolver();
    var known =
        new ClassValue<Optional<String>>() {
          @Override
          protected Optional<String> computeValue(Class<?> type) {
            return Optional.ofNullable(annotations.revisionOf(type));
          }
        };
    return type -> known.get(type).orElse(null);
  }

  /** Reads and writes fields, because sagas and aggregates show nothing else. */
  @Bean
  @Primary
  @Qualifier("defaultAxonSerializer")
  Serializer serializer(
      RevisionResolver revisions, List<JacksonModule> modules, RuntimeProperties properties) {
    return new EventSerializer(
        Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(mapper -> customize(mapper, modules, properties))
            .revisionResolver(revisions));
  }

  @Bean
  @Qualifier("eventSerializer")
  Serializer eventSerializer(Serializer serializer) {
    return serializer;
  }

  @Bean
  @Qualifier("messageSerializer")
  Serializer messageSerializer(Serializer serializer) {
    return serializer;
  }

  private static void customize(
      JsonMapper.Builder mapper, List<JacksonModule> modules, RuntimeProperties properties) {
    var trusted =
        BasicPolymorphicTypeValidator.builder()
            .allowIfSubType("org.axonframework.")
            .allowIfSubType("java.");
    properties.trustedPackages().forEach(trusted::allowIfSubType);
    mapper
        .addModules(modules)
        .changeDefaultVisibility(
            visibility ->
                visibility
                    .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                    .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
        // A replay token carries its context as Object; without this, a reset commits and cannot be
        // read again.
        .polymorphicTypeValidator(trusted.build());
  }
}
