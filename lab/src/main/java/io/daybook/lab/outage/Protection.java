package io.daybook.lab.outage;

import java.util.List;

/** What is taken away from the platform that the laboratory starts. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are never changed
enum Protection {
  AS_IT_IS("as it is", List.of(), List.of()),

  /** A request, and a stage, may take as long as it takes. */
  NO_DEADLINES(
      "without deadlines",
      List.of(
          "--daybook.fulfilment.stage-deadline=365d",
          "--daybook.outside.payment.answer-within=20d"),
      List.of()),

  NO_JITTER("without jitter", List.of(), List.of(Unprotected.JITTER)),

  NO_BREAKER("without the circuit breaker", List.of(), List.of(Unprotected.BREAKER)),

  NO_JITTER_NO_BREAKER("without both", List.of(), List.of(Unprotected.JITTER, Unprotected.BREAKER)),

  NO_SWEEPER("without the sweeper", List.of("--daybook.fulfilment.sweep-every=365d"), List.of()),

  /** Nothing is taken away, but what one order asks for cannot be read. */
  POISONED("as it is, and one message is poisoned", List.of(), List.of());

  private final String words;

  /** Of the platform, with values that nobody would choose. */
  private final List<String> settings;

  private final List<String> changes;

  Protection(String words, List<String> settings, List<String> changes) {
    this.words = words;
    this.settings = settings;
    this.changes = changes;
  }

  String words() {
    return words;
  }

  /** What is said of the same setting here, or the word as it is. */
  String settingInsteadOf(String word) {
    var name = word.substring(0, word.indexOf('=') + 1);
    return settings.stream().filter(setting -> setting.startsWith(name)).findFirst().orElse(word);
  }

  /** Settings that are not among these. */
  List<String> furtherSettings(List<String> words) {
    return settings.stream().filter(setting -> !words.contains(setting)).toList();
  }

  /** What no setting takes away: see {@link Unprotected}. */
  List<String> changes() {
    return changes;
  }
}
