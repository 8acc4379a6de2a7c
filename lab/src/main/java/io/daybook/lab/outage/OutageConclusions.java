package io.daybook.lab.outage;

import io.daybook.lab.experiment.Finding;
import java.util.List;

/** What follows from the courses, and what does not. */
final class OutageConclusions {
  private OutageConclusions() {}

  static List<Finding> of(List<Course> courses) {
    var asItIs = course(courses, Protection.AS_IT_IS);
    var deadlines = course(courses, Protection.NO_DEADLINES);
    var sweeper = course(courses, Protection.NO_SWEEPER);
    var breaker = course(courses, Protection.NO_BREAKER);
    var neither = course(courses, Protection.NO_JITTER_NO_BREAKER);
    var jitter = course(courses, Protection.NO_JITTER);
    var poisoned = course(courses, Protection.POISONED);
    return List.of(
        new Finding(
            "As it is, no order is stuck: %d of %d are confirmed, and %d are cancelled, whose calls were lost and whose deadline the sweeper found."
                .formatted(asItIs.last().confirmed(), asItIs.placed(), asItIs.last().cancelled()),
            asItIs.stuck() == 0 && asItIs.last().cancelled() == OutageTrials.LOST),
        new Finding(
            "Without deadlines %d orders are stuck at the end: a request that is never answered is waited for, and so is a call that was lost."
                .formatted(deadlines.stuck()),
            deadlines.stuck() > OutageTrials.LOST),
        new Finding(
            "Without the sweeper %d orders are stuck at the end, those whose call was lost: everything else heals without it."
                .formatted(sweeper.stuck()),
            sweeper.stuck() == OutageTrials.LOST),
        new Finding(
            "Without the circuit breaker the provider is asked %,d times while it is away instead of %,d."
                .formatted(breaker.callsWhileAway(), asItIs.callsWhileAway()),
            breaker.callsWhileAway() > 2 * asItIs.callsWhileAway()),
        new Finding(
            "Without jitter, but with the breaker, it is asked at most %,d times in a second after it is back, as it is %,d: the breaker hides what jitter does."
                .formatted(jitter.mostCallsInASecond(), asItIs.mostCallsInASecond()),
            Math.abs(jitter.mostCallsInASecond() - asItIs.mostCallsInASecond())
                < asItIs.mostCallsInASecond() / 4),
        new Finding(
            "Without both, it is asked at most %,d times in a second after it is back, with jitter alone %,d."
                .formatted(neither.mostCallsInASecond(), breaker.mostCallsInASecond()),
            neither.mostCallsInASecond() > breaker.mostCallsInASecond()),
        new Finding(
            "A poisoned message holds up its own order only: %d others are confirmed, and %d orders are stuck."
                .formatted(poisoned.last().confirmed(), poisoned.stuck()),
            poisoned.last().confirmed() >= poisoned.placed() - OutageTrials.LOST - 1
                && poisoned.stuck() <= 1));
  }

  private static Course course(List<Course> courses, Protection without) {
    return courses.stream().filter(one -> one.without() == without).findFirst().orElseThrow();
  }

  static List<String> limits(Times times) {
    return List.of(
        "What an outage of another length does: the provider was away for %d s. The deadline of a stage was %d s and that of a request %d s, so that a run ends; they are %s and %s otherwise."
            .formatted(
                times.away(), times.deadline(), OutageTrials.ANSWER_SECONDS, "5 min", "10 s"),
        "That every outage is of this kind: %.0f %% of the requests were never answered, the others were refused at once."
            .formatted(100 * OutageTrials.NEVER_ANSWERED),
        "What so many calls do to a provider: the sandbox counts them and bears them all.",
        "How calls are lost: the laboratory deleted the rows of %d calls, as nothing of the platform does."
            .formatted(OutageTrials.LOST),
        "That a run without jitter or without the breaker is possible in production: no setting"
            + " takes either away. The laboratory changes the class as it is loaded.",
        "That the peaks are exact: each variant was run once, and one process made all calls.");
  }
}
