package io.daybook.console.page;

import io.daybook.console.api.ApiRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.View;

/** Pages that say no, in the words of whoever has refused. */
@ControllerAdvice("io.daybook.console")
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RefusedPages implements AccessDeniedHandler {
  private static final Logger log = LoggerFactory.getLogger(RefusedPages.class);
  private static final String TEMPLATE = "refusal.jte";

  private final HtmlPages pages;

  RefusedPages(HtmlPages pages) {
    this.pages = pages;
  }

  @ExceptionHandler
  View refused(ApiRefused refused) {
    var refusal = Refusal.of(refused.status(), refused.said());
    return pages.page(refused.status(), TEMPLATE, refusal.heading(), refusal);
  }

  @ExceptionHandler({
    IllegalArgumentException.class,
    TypeMismatchException.class,
    ServletRequestBindingException.class
  })
  View unfit(Exception unfit) {
    var refusal = Refusal.of(400, "Something in the address or in the form cannot be read.");
    log.debug("A page cannot be read", unfit);
    return pages.page(400, TEMPLATE, refusal.heading(), refusal);
  }

  @ExceptionHandler
  View unexpected(RuntimeException failure) {
    log.error("A page cannot be shown", failure);
    var refusal = Refusal.of(500, "It is a mistake of ours, and is in the log of the console.");
    return pages.page(500, TEMPLATE, refusal.heading(), refusal);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    var refusal =
        Refusal.of(
            403,
            denied instanceof CsrfException
                ? "The form is from another session, or not from here. Go back, load the page anew, and try again."
                : "None of your roles may open this page, or it is not there.");
    response.setStatus(403);
    pages.write(TEMPLATE, refusal.heading(), refusal, request, response);
  }
}
