package io.daybook.app.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says what is wrong in two sentences, before others explain what could not be bound. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ContradictionAnalyzer extends AbstractFailureAnalyzer<ContradictionException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, ContradictionException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), failure);
  }
}
