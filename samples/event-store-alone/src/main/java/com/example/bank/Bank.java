package com.example.bank;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application: the log and the runtime configure themselves, because they are on the path. */
@SpringBootApplication(proxyBeanMethods = false)
public class Bank {
  /** Starts the bank; {@code spring.datasource.url} says which PostgreSQL keeps its log. */
  public static void main(String[] arguments) {
    SpringApplication.run(Bank.class, arguments);
  }
}
