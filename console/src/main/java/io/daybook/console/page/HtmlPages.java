package io.daybook.console.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.daybook.console.api.Contract;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Callers;
import io.daybook.web.access.Role;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Makes pages of templates, which were compiled with the code and escape whatever they are given.
 */
@Component
public final class HtmlPages {
  private static final String NOTICE = "notice";

  private final Contract contract;
  private final Assets assets;
  private volatile @Nullable TemplateEngine engine;

  HtmlPages(Contract contract, Assets assets) {
    this.contract = contract;
    this.assets = assets;
  }

  /**
   * A page.
   *
   * @param template such as {@code order/order.jte}
   * @param screen what the template shows
   */
  public View page(String template, String title, Object screen) {
    return page(200, template, title, screen);
  }

  /** A page that is answered with another status than 200. */
  public View page(int status, String template, String title, Object screen) {
    return (_, request, response) -> {
      response.setStatus(status);
      write(template, title, screen, request, response);
    };
  }

  /** Goes on at another page, with a word about what was done. */
  public View redirect(String address, String notice, HttpServletRequest request) {
    if (!notice.isEmpty()) {
      RequestContextUtils.getOutputFlashMap(request).put(NOTICE, notice);
    }
    var redirect = new RedirectView(address);
    redirect.setExposeModelAttributes(false);
    return redirect;
  }

  /** A part of a page, to take the place of what is on it. */
  public String part(String template, Object screen) {
    var html = new StringOutput();
    engine().render(template, Map.of("screen", screen), html);
    return html.toString();
  }

  void write(
      String template,
      String title,
      Object screen,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var html = new StringOutput(16_384);
    var frame = frame(title, request);
    engine().render(template, Map.of("frame", frame, "screen", screen), html);
    var bytes = html.toString().getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/html");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private Frame frame(String title, HttpServletRequest request) {
    var caller = Callers.current().orElse(null);
    var shown = request.getRequestURI();
    List<Frame.Entry> entries =
        caller == null
            ? List.of()
            : MenuPlace.of(contract.rights()).stream().map(place -> place.entry(shown)).toList();
    var flash = RequestContextUtils.getInputFlashMap(request);
    return new Frame(
        title,
        caller == null ? null : caller.subject(),
        caller == null ? "" : rolesOf(caller),
        entries,
        themeOf(request),
        caller == null ? "" : csrfOf(request),
        flash == null ? null : (String) flash.get(NOTICE),
        assets.version());
  }

  private static String rolesOf(Caller caller) {
    return caller.roles().stream().sorted().map(Role::scope).collect(Collectors.joining(", "));
  }

  /** Asked for only where there is somebody: a token needs a session. */
  private static String csrfOf(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? token.getToken()
        : "";
  }

  private static String themeOf(HttpServletRequest request) {
    var cookies = request.getCookies();
    return cookies == null
        ? ""
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals("daybook-theme"))
            .map(Cookie::getValue)
            .filter(List.of("light", "dark")::contains)
            .findFirst()
            .orElse("");
  }

  private TemplateEngine engine() {
    var made = engine;
    if (made == null) {
      made = TemplateEngine.createPrecompiled(ContentType.Html);
      engine = made;
    }
    return made;
  }
}
