package io.daybook.benchmarks;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A platform that writes personal data in clear: what sealing costs is what it does not pay. */
@Configuration(proxyBeanMethods = false)
class WithoutSealing {

  @Bean
  static BeanFactoryPostProcessor noSealing() {
    return beans -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("sealingModule");
  }
}
