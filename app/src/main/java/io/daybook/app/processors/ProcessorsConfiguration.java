package io.daybook.app.processors;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** In every role: the tokens can be reached from everywhere. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class ProcessorsConfiguration {}
