package io.daybook.console;

import io.daybook.console.api.ConsoleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * The role {@code console}. Little of it is made before the first page is asked for. Its beans are
 * called by their whole names, because other modules have features of the same names.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EnableConfigurationProperties(ConsoleProperties.class)
public class ConsoleConfiguration {}
