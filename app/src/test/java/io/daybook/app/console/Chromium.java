package io.daybook.app.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.daybook.app.access.CodesForTests;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A visit in Debian's Chromium, driven by Playwright, which downloads nothing. The browser itself
 * stays open from test to test, because it takes seconds to open; what a visit leaves in it goes
 * with the visit. Pages are looked at by axe, and pictures of them are kept with {@code
 * -Ddaybook.approve=true}.
 */
final class Chromium implements AutoCloseable {

  /** The first takes half of the processor's time of the second: it has no windows to draw. */
  private static final List<Path> EXECUTABLES =
      List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));

  private static final Path PICTURES = Path.of("..", "docs", "console");
  private static final boolean KEEP_PICTURES = Boolean.getBoolean("daybook.approve");
  private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

  private static final String AXE = readAxe();

  /** Ends with this process, to which it listens. */
  private static @Nullable Browser browser;

  private final BrowserContext context;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();

  Chromium(String base) {
    context =
        open()
            .newContext(
                new Browser.NewContextOptions()
                    .setBaseURL(base)
                    .setLocale("en-GB")
                    .setTimezoneId("Europe/Berlin")
                    .setColorScheme(ColorScheme.LIGHT));
  }

  private static synchronized Browser open() {
    if (browser == null || !browser.isConnected()) {
      var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
      browser =
          Playwright.create(new Playwright.CreateOptions().setEnv(environment))
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(
                          EXECUTABLES.stream()
                              .filter(Files::isExecutable)
                              .findFirst()
                              .orElseThrow())
                      .setArgs(List.of("--no-sandbox")));
    }
    return browser;
  }

  /** Whether there is one on this machine. */
  static boolean isInstalled() {
    return EXECUTABLES.stream().anyMatch(Files::isExecutable);
  }

  /** A page of somebody whom the issuer of the tests knows at once. */
  Page signedIn(String subject, Role... roles) {
    var page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    var start =
        context
            .request()
            .get("/console/sign-in/daybook", RequestOptions.create().setMaxRedirects(0))
            .headers()
            .get("location");
    var state = STATE.matcher(start);
    if (!state.find()) {
      throw new AssertionError(start);
    }
    var code = CodesForTests.codeOf(subject, roles);
    page.navigate("/console/signed-in?code=" + code + "&state=" + state.group(1));
    return page;
  }

  /** What the browser has complained of: scripts that failed, contents that the policy refused. */
  List<String> complaints() {
    return complaints;
  }

  /** What axe has found. */
  List<String> findings() {
    return findings;
  }

  /**
   * Looks at a page on a wide screen in the light and on a narrow one in the dark. When pictures
   * are kept, also the other way round.
   *
   * @param picture the name of its pictures; null for none
   */
  void inspect(Page page, @Nullable String picture, String address) {
    inspect(page, picture, address, 1280, ColorScheme.LIGHT);
    inspect(page, picture, address, 390, ColorScheme.DARK);
    if (KEEP_PICTURES) {
      inspect(page, picture, address, 1280, ColorScheme.DARK);
      inspect(page, picture, address, 390, ColorScheme.LIGHT);
    }
  }

  private void inspect(
      Page page, @Nullable String picture, String address, int width, ColorScheme theme) {
    page.setViewportSize(width, 900);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
    page.navigate(address);
    look(page, address + " at " + width + " in " + theme);
    if (picture != null && KEEP_PICTURES) {
      var file = "%s-%d-%s.png".formatted(picture, width, theme.name().toLowerCase());
      page.screenshot(
          new Page.ScreenshotOptions().setPath(PICTURES.resolve(file)).setFullPage(true));
    }
  }

  /** Looks at a page as it is. */
  void look(Page page, String name) {
    ask(page).forEach(found -> findings.add(name + ": " + found));
    if (!page.evaluate("document.documentElement.scrollWidth <= innerWidth").equals(true)) {
      findings.add(name + " is wider than the window");
    }
  }

  /**
   * The rules of WCAG 2.2 A and AA, and what axe thinks best. The policy of contents holds for it
   * too.
   */
  @SuppressWarnings("unchecked") // what JavaScript gives
  private static List<String> ask(Page page) {
    if (page.evaluate("typeof axe").equals("undefined")) {
      page.evaluate(AXE);
    }
    return (List<String>)
        page.evaluate(
            """
            async () => (await axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}))
              .violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ') + ' ' + v.nodes[0].failureSummary)
            """);
  }

  private static String readAxe() {
    try (var script = Chromium.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
