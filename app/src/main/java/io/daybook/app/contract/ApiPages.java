package io.daybook.app.contract;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Short addresses of the pages for people; they themselves are static resources. */
@Configuration(proxyBeanMethods = false)
public class ApiPages implements WebMvcConfigurer {

  @Override
  public void addViewControllers(ViewControllerRegistry pages) {
    pages.addRedirectViewController("/docs", "/docs/index.html");
    pages.addRedirectViewController("/graphiql", "/graphiql/index.html");
  }
}
