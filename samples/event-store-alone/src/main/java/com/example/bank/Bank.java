package com.example.bank;

import io.daybook.eventstore.MetadataKeys;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application: the log and the runtime configure themselves, because they are on the path. */
@SpringBootApplication(proxyBeanMethods = false)
public class Bank {
  /** Starts the bank; {@code spring.datasource.url} says which PostgreSQL keeps its log. */
  public static void main(String[] arguments) {
    SpringApplication.run(Bank.class, arguments);
  }

  /** The bus takes no command without a sender. Who has several of them says here which it was. */
  @Bean
  MessageDispatchInterceptor<CommandMessage<?>> sender() {
    return _ -> (_, command) -> command.andMetaData(Map.of(MetadataKeys.PRINCIPAL, "bank"));
  }
}
