package io.daybook.outside.call;

import java.util.List;

/** The calls to one port. */
public interface Calls {

  /** Their kinds. */
  List<CallKind<?>> kinds();
}
