package io.daybook.lab.experiment;

import java.util.List;

/** The page that a reader gets. Nothing on it is written by hand but what experiments say. */
public final class Page {
  private Page() {}

  /**
   * All of it.
   *
   * @param pictures where they are, as seen from the page, with a slash at its end
   */
  public static String of(List<Kept> results, String pictures) {
    var page =
        new StringBuilder(
            """
            # The laboratory

            The same order on each of the alternatives, with real components, broken on purpose. Run it yourself: `./daybook lab`,
            `./daybook lab NAME` for one experiment, `--quick` for as much as shows the phenomenon. This page is made by
            `./daybook lab page` from what the last runs have left in [laboratory](laboratory); do not edit it.

            What follows from a run, and what does not, stands apart from its numbers. What follows is checked against the numbers
            whenever an experiment runs: a claim that a run does not show is said to be not shown.
            """);
    results.forEach(kept -> section(page, kept, pictures));
    return page.toString();
  }

  private static void section(StringBuilder page, Kept kept, String pictures) {
    var result = kept.result();
    page.append("\n## ").append(title(kept.name())).append("\n\n");
    page.append(kept.question()).append("\n\n");
    page.append(
        "Run at %s on %s%s; load average %.1f at its end%s. The numbers: [%s.json](%s%s.json).\n\n"
            .formatted(
                kept.date(),
                kept.machine(),
                kept.quick() ? ", in its quick form" : "",
                kept.load(),
                standstill(kept),
                kept.name(),
                pictures,
                kept.name()));
    result.tables().forEach(table -> page.append(table.asMarkdown()).append('\n'));
    page.append("![%s](%s%s.svg)\n".formatted(result.picture().title(), pictures, kept.name()));
    for (var curves : result.curves()) {
      page.append(
          "\n![%s](%s%s-%s.svg)\n".formatted(curves.title(), pictures, kept.name(), curves.key()));
    }
    for (var schedule : result.schedules()) {
      page.append(
          "\n**%s** (again: `./daybook lab %s`)\n\n```text\n"
              .formatted(schedule.title(), schedule.replay()));
      schedule.steps().forEach(step -> page.append(step).append('\n'));
      page.append("```\n");
    }
    page.append("\n**What to conclude**\n\n");
    result.findings().stream()
        .filter(Finding::seen)
        .forEach(finding -> page.append("- ").append(finding.claim()).append('\n'));
    page.append("\n**What not to conclude**\n\n");
    result.findings().stream()
        .filter(finding -> !finding.seen())
        .forEach(
            finding ->
                page.append("- *Not shown by this run:* ").append(finding.claim()).append('\n'));
    result.limits().forEach(limit -> page.append("- ").append(limit).append('\n'));
  }

  private static String standstill(Kept kept) {
    return kept.stoodStillSeconds() == 0
        ? ""
        : "; **the machine did not let it get on for %.0f s, which is in its times**"
            .formatted(kept.stoodStillSeconds());
  }

  private static String title(String name) {
    var words = name.replace('-', ' ');
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }
}
