package io.daybook.relay;

import org.springframework.context.annotation.Configuration;

/** Where the role begins: what is beside and below is found by itself. */
@Configuration(proxyBeanMethods = false)
public class RelayConfiguration {}
