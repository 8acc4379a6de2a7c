package io.daybook.app.contract;

import io.daybook.web.access.Door;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Short addresses of the pages for people; they themselves are static resources. */
@Configuration(proxyBeanMethods = false)
public class ApiPages implements WebMvcConfigurer {

  @Bean
  Door apiDocument() {
    return Door.open(HttpMethod.GET, "/openapi.json");
  }

  @Bean
  Door apiPage() {
    return Door.open(HttpMethod.GET, "/docs/**");
  }

  @Bean
  Door librariesOfPages() {
    return Door.open(HttpMethod.GET, "/webjars/**");
  }

  @Override
  public void addViewControllers(ViewControllerRegistry pages) {
    pages.addRedirectViewController("/docs", "/docs/index.html");
    pages.addRedirectViewController("/graphiql", "/graphiql/index.html");
  }
}
