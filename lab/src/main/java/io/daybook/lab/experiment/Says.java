package io.daybook.lab.experiment;

/** Is told what happens, while it happens. */
@FunctionalInterface
public interface Says {

  /** A line for whoever watches. */
  void line(String text);
}
